'use strict';
const path = require('path');
for (const a of [['a', '..', 'b'], ['/a/', './b', '../c/'], [''], ['..', '..', 'x'], ['a//b', '///c']]) {
  console.log(JSON.stringify(a), path.join(...a), path.posix.normalize(a.join('/')), path.win32.join(...a));
}
console.log(path.resolve('/a', 'b', '/c', './d'), path.relative('/a/b/c', '/a/d'), path.win32.relative('C:\\a\\b', 'D:\\c'));
