'use strict';
const path = require('path');
for (const p of ['/home/x/file.tar.gz', 'file', '.hidden', '/', '', 'a/b/', './..', 'a.b/c']) {
  const parsed = path.parse(p);
  console.log(p, parsed, path.format(parsed), path.extname(p), path.basename(p, '.gz'), path.dirname(p), path.isAbsolute(p));
}
console.log(path.win32.parse('C:\\dir\\f.txt'), path.win32.parse('\\\\server\\share\\x'));
