'use strict';
const fs = require('fs');
const { glob, globSync, Glob } = require('glob');
fs.mkdirSync('t/deep/er', { recursive: true });
for (const f of ['t/a.js', 't/b.ts', 't/deep/c.js', 't/deep/er/d.js', 't/.dot.js']) fs.writeFileSync(f, '');
console.log(globSync('t/**/*.js').sort(), globSync('t/*', { nodir: true, dot: true }).sort());
glob(['t/**/*.{js,ts}', '!x'], { ignore: '**/er/**' }).then((r) => console.log(r.sort()));
(async () => { const all = []; for await (const f of new Glob('t/**', { withFileTypes: true })) all.push([f.name, f.isDirectory()]); console.log(all.sort()); })();
