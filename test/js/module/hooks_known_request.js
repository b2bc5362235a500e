'use strict';
// A request that a folder's modules have made before is not resolved again, not by hooks either; a load hook sees every
// require() of a built-in. What an import has read for a module that was there already is not kept for later.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire, registerHooks } = require('module');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-hooks-')));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'a.cjs');
fs.writeFileSync(file, 'exports.a = 1;');
fs.writeFileSync(path.join(folder, 'b.mjs'), 'export default 2;');
const requireHere = createRequire(path.join(folder, 'main.js'));

const seen = [];
const hooks = registerHooks({
  resolve(specifier, context, next) {
    seen.push(`resolve ${specifier}`);
    return next(specifier, context);
  },
  load(url, context, next) {
    seen.push(`load ${path.basename(url)}`);
    return next(url, context);
  },
});
requireHere('./a.cjs');
requireHere('./a.cjs');
assert.deepStrictEqual(seen.splice(0), ['resolve ./a.cjs', 'load a.cjs']);
requireHere('node:fs');
requireHere('node:fs');
assert.deepStrictEqual(seen.splice(0), ['resolve node:fs', 'load node:fs', 'resolve node:fs', 'load node:fs']);

import(pathToFileURL(file)).then(() => {
  seen.length = 0;
  delete requireHere.cache[file];
  fs.writeFileSync(file, 'exports.a = "new";');
  assert.strictEqual(requireHere('./a.cjs').a, 'new');
  assert.deepStrictEqual(seen.splice(0), ['resolve ./a.cjs', 'load a.cjs']);
  hooks.deregister();

  // What a resolve hook says of a format counts only as to whether the file is JSON.
  fs.writeFileSync(path.join(folder, 'c.json'), 'exports.c = 3;');
  fs.writeFileSync(path.join(folder, 'd.js'), '{ "d": 4 }');
  const known = { __proto__: null, x: ['a.cjs', 'module'], y: ['b.mjs', 'commonjs'], z: ['c.json', 'commonjs'], w: ['d.js', 'json'] };
  const formats = registerHooks({
    resolve(specifier, context, next) {
      if (known[specifier] === undefined) return next(specifier, context);
      const [name, format] = known[specifier];
      return { url: pathToFileURL(path.join(folder, name)).href, format, shortCircuit: true };
    },
  });
  delete requireHere.cache[file];
  assert.strictEqual(requireHere('x').a, 'new');
  assert.strictEqual(requireHere('y').default, 2);
  assert.strictEqual(requireHere('z').c, 3);
  assert.strictEqual(requireHere('w').d, 4);
  formats.deregister();
});
