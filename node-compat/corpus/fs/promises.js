'use strict';
const fs = require('fs/promises');
(async () => {
  await fs.writeFile('a', 'text'); console.log(await fs.readFile('a', 'utf8'), await fs.readdir('.'), (await fs.stat('a')).size, await fs.access('a'));
  const h = await fs.open('a', 'r+'); console.log(typeof h.fd, h.constructor.name, await h.read(Buffer.alloc(2), 0, 2, 1), await h.write('ZZ', 0), (await h.stat()).size, await h.readFile('utf8')); for await (const l of (await fs.open('a')).readLines()) console.log('line', l); await h.close(); console.log(h.fd);
  try { await h.read(); } catch (e) { console.log(e.code, e.message); } for (const f of [() => fs.readFile('none'), () => fs.open('a', 'q'), () => fs.readFile(5.5), () => fs.writeFile('a', 5), () => fs.mkdir('a'), () => fs.rename('x', 'y')]) { try { await f(); } catch (e) { console.log(e.name, e.code, e.message, e.stack.includes('async')); } }
  try { await fs.rm('none'); } catch (e) { console.log(e.name, e.code, e.message); }
})();
