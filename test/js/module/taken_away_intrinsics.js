'use strict';
// Modules are found, linked and run, and built-ins loaded, when the program has taken away what the language gives.
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-taken-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.mkdirSync(path.join(folder, 'node_modules', 'p'), { recursive: true });
fs.writeFileSync(path.join(folder, 'node_modules', 'p', 'package.json'),
                 JSON.stringify({ exports: { '.': ['./p.js'], './*': { import: './*.mjs', default: './*.js' } } }));
fs.writeFileSync(path.join(folder, 'node_modules', 'p', 'p.js'), 'exports.p = 1;');
fs.writeFileSync(path.join(folder, 'node_modules', 'p', 'm.mjs'), 'import { p } from "./p.js"; import os from "os"; export { p };');
fs.writeFileSync(path.join(folder, 'e.mjs'), 'import { p } from "p/m"; export { p };');

const program = path.join(folder, 'main.js');
for (const taken of ['delete Array.prototype[Symbol.iterator]; delete Iterator.next;', 'delete globalThis.Proxy;',
                     'Object.defineProperties = undefined;']) {
  fs.writeFileSync(program, `
    const Iterator = Object.getPrototypeOf([][Symbol.iterator]());
    const { writeSync } = require('fs');
    ${taken}
    const sum = require('p').p + require('./e.mjs').p + (typeof require('os').cpus === 'function' ? 1 : 0);
    import('./e.mjs').then((m) => writeSync(1, String(sum + m.p)), (error) => writeSync(1, error.stack));
  `);
  assert.strictEqual(spawnSync(process.execPath, [program], { encoding: 'utf8' }).stdout, '4', taken);
}

// What the program has replaced is its own again afterwards.
const { keys } = Object;
const { push } = Array.prototype;
Object.keys = null;
delete Array.prototype.push;
require('zlib');
assert.strictEqual(Object.keys, null);
assert.strictEqual(Object.hasOwn(Array.prototype, 'push'), false);
Object.keys = keys;
Object.defineProperty(Array.prototype, 'push', { __proto__: null, value: push, writable: true, configurable: true });
