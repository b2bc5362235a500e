'use strict';
// After how many promise jobs import() evaluates a module and settles: two for each level of its imports.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-turns-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
write('a.mjs', 'globalThis.evaluated();');
write('b.mjs', 'import "./a.mjs"; globalThis.evaluated();');
write('c.cjs', 'globalThis.evaluated();');
write('d.mjs', 'import "./b.mjs"; import "./c.cjs"; globalThis.evaluated();');
write('fails.mjs', 'globalThis.evaluated(); throw new Error();');
write('awaits.mjs', 'globalThis.evaluated(); await 0;');
write('unlinkable.mjs', 'import "./none.mjs"');
write('late.mjs', '');

/** [jobs until the evaluation, jobs until it is settled] */
async function turns(name) {
  let jobs = 0;
  let evaluated;
  let settled;
  globalThis.evaluated = () => { evaluated = jobs; };
  const count = () => {
    jobs++;
    if (settled === undefined) Promise.resolve().then(count);
  };
  const promise = import(pathToFileURL(path.join(folder, name)));
  Promise.resolve().then(count);
  await promise.then(() => { settled = jobs; }, () => { settled = jobs; });
  await new Promise(setImmediate);
  return [evaluated, settled];
}

(async () => {
  assert.deepStrictEqual(await turns('a.mjs'), [4, 10]);
  assert.deepStrictEqual(await turns('a.mjs'), [undefined, 7]);
  assert.deepStrictEqual(await turns('b.mjs'), [6, 12]);
  assert.deepStrictEqual(await turns('d.mjs'), [8, 14]);
  assert.deepStrictEqual(await turns('c.cjs'), [undefined, 7]);
  assert.deepStrictEqual(await turns('fails.mjs'), [4, 10]);
  assert.deepStrictEqual(await turns('fails.mjs'), [undefined, 7]);
  assert.deepStrictEqual(await turns('awaits.mjs'), [4, 12]);
  assert.deepStrictEqual(await turns('unlinkable.mjs'), [undefined, 4]);

  // Until then require() may not have it; what could not be loaded it may try at once.
  const late = import(pathToFileURL(path.join(folder, 'late.mjs')));
  await null;
  assert.throws(() => require(path.join(folder, 'late.mjs')), { code: 'ERR_REQUIRE_ESM_RACE_CONDITION' });
  await late;
  const failing = import(pathToFileURL(path.join(folder, 'unlinkable.mjs')));
  assert.throws(() => require(path.join(folder, 'unlinkable.mjs')), { code: 'ERR_MODULE_NOT_FOUND' });
  await assert.rejects(failing, { code: 'ERR_MODULE_NOT_FOUND' });
})();
