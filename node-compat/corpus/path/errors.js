'use strict';
const path = require('path');
for (const f of ['join', 'resolve', 'normalize', 'basename', 'dirname', 'extname', 'parse', 'format', 'isAbsolute', 'relative']) {
  for (const v of [undefined, null, 1, {}, []]) {
    try { console.log(f, path[f](v)); } catch (e) { console.log(f, e.code, e.message); }
  }
}
