'use strict';
// WebAssembly modules take part in the graph: imports from JavaScript, exports as names, `import source` for the module.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

process.removeAllListeners('warning');
// (import "./env.mjs" "log" (func)) (func (export "run") (result i32) call 0 i32.const 7)
const bytes = Buffer.from('0061736d010000000108026000006000017f0211' + '01092e2f656e762e6d6a73036c6f670000' + '03020101' +
  '070701' + '0372756e0001' + '0a08010600100041070b', 'hex');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-wasm-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
fs.writeFileSync(path.join(folder, 'm.wasm'), bytes);
fs.writeFileSync(path.join(folder, 'env.mjs'), 'export let count = 0; export function log() { count++; }');
fs.writeFileSync(path.join(folder, 'main.mjs'), `
import { run } from './m.wasm';
import { count } from './env.mjs';
import source module from './m.wasm';
export const result = [run(), count, module instanceof WebAssembly.Module];
`);
import(path.join(folder, 'main.mjs')).then(async ({ result }) => {
  assert.deepStrictEqual(result, [7, 1, true]);
  await assert.rejects(import(`data:text/javascript,import source x from "data:text/javascript,1"`), {
    code: 'ERR_SOURCE_PHASE_NOT_DEFINED',
  });
});
