'use strict';
// WebAssembly waits for a promise (the JavaScript Promise Integration proposal, which Node 24 has without a flag).
const assert = require('assert');

// (module (import "m" "f" (func (result i32))) (func (export "g") (result i32) call 0))
const bytes = Buffer.from('0061736d01000000' + '0105016000017f' + '020701016d01660000' + '03020100' + '070501016700' + '01' +
                          '0a06010400' + '10000b', 'hex');
const imports = { m: { f: new WebAssembly.Suspending(() => Promise.resolve(42)) } };
const { g } = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;
let answer;
WebAssembly.promising(g)().then((value) => { answer = value; });
process.on('exit', () => assert.strictEqual(answer, 42));
