'use strict';
// What is loaded when it is first read is a data property all the same: for reflection, for assignment, in other
// contexts, and after a load that failed.

const assert = require('assert');
const vm = require('vm');
const { Worker, isMainThread } = require('worker_threads');

const isData = (object, key) => 'value' in Object.getOwnPropertyDescriptor(object, key);

for (const name of ['AbortController', 'Blob', 'URL', 'fetch', 'structuredClone', 'console', 'WebSocket', 'ReadableStream']) {
  assert.ok(isData(globalThis, name), name);
}
assert.ok(isData(require('crypto'), 'X509Certificate'));
assert.ok(isData(require('fs'), 'Dir'));
assert.ok(isData(require('http'), 'Agent'));
assert.strictEqual(require('util').TextDecoder, TextDecoder);

// Assigned before the first read.
globalThis.EventTarget = 1;
assert.deepStrictEqual(Object.getOwnPropertyDescriptor(globalThis, 'EventTarget'),
  { value: 1, writable: true, enumerable: false, configurable: true });
delete globalThis.CustomEvent;
assert.strictEqual('CustomEvent' in globalThis, false);

// Read by another context's code.
const context = vm.createContext({ outer: globalThis });
assert.strictEqual(vm.runInContext('outer.URLPattern', context), URLPattern);
assert.strictEqual(Object.getPrototypeOf(vm.runInContext('outer.Headers', context)), Function.prototype);

// A read that fails for want of stack asks again later.
function deep() {
  try {
    deep();
  } catch {
    try {
      void require('crypto').ECDH;
    } catch (error) {
      assert.ok(error instanceof RangeError);
    }
  }
}
deep();
assert.strictEqual(typeof require('crypto').ECDH, 'function');

if (isMainThread) {
  new Worker(__filename).on('exit', (code) => assert.strictEqual(code, 0));
}
