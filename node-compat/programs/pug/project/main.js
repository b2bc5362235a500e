'use strict';
const pug = require('pug'); const fs = require('fs');
fs.writeFileSync('layout.pug', 'html\n  body\n    block content'); fs.writeFileSync('page.pug', 'extends layout\nblock content\n  each n in [1, 2]\n    p(class="c" + n)= name + n\n  if ok\n    | text #{1 + 1} !{"<b>"}');
console.log(pug.renderFile('page.pug', { name: '<x>', ok: true, pretty: true }), pug.compileClient('p= a').length > 100);
try { pug.compile('p(\n'); } catch (e) { console.log(e.code, e.message); }
