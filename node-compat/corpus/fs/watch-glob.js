'use strict';
const fs = require('fs'); fs.mkdirSync('d/e', { recursive: true }); for (const f of ['a.js', 'b.ts', 'd/c.js', 'd/e/f.js']) fs.writeFileSync(f, ''); process.removeAllListeners('warning'); process.on('warning', () => {});
console.log(fs.globSync('**/*.js').sort(), fs.globSync('*.{ts,js}').sort(), fs.globSync('d/*').sort(), fs.globSync('**', { exclude: (n) => n === 'e' }).sort()); fs.glob('*.ts', (e, m) => console.log(e, m));
