'use strict';
// WebAssembly.compileStreaming() and instantiateStreaming() take the Response of a fetch, and refuse others.

const assert = require('assert');
const vm = require('vm');
const { Worker, isMainThread } = require('worker_threads');

const kEmptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const kHeaders = { 'Content-Type': 'application/wasm' };

const responseOf = (body, options = {}) => new Response(body, { headers: kHeaders, ...options });

function streamOf(...chunks) {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk instanceof Error) controller.error(chunk);
      else if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

async function compiles() {
  assert(await WebAssembly.compileStreaming(responseOf(kEmptyModule)) instanceof WebAssembly.Module);
  const inParts = responseOf(streamOf(kEmptyModule.subarray(0, 3), kEmptyModule.subarray(3)));
  const { module, instance } = await WebAssembly.instantiateStreaming(Promise.resolve(inParts));
  assert(module instanceof WebAssembly.Module);
  assert(instance instanceof WebAssembly.Instance);
  const elsewhere = await vm.runInNewContext('WebAssembly.compileStreaming(response)', { response: responseOf(kEmptyModule) });
  assert.strictEqual(elsewhere[Symbol.toStringTag], 'WebAssembly.Module');
}

async function refuses() {
  const refused = (source, expected) => assert.rejects(WebAssembly.compileStreaming(source), expected);
  for (const source of [undefined, 1, {}, kEmptyModule]) await refused(source, { code: 'ERR_INVALID_ARG_TYPE' });
  await refused(responseOf(kEmptyModule, { headers: {} }), { name: 'TypeError', code: 'ERR_WEBASSEMBLY_RESPONSE' });
  await refused(responseOf(kEmptyModule, { status: 404 }), { message: 'WebAssembly response has status code 404' });
  const used = responseOf(kEmptyModule);
  await used.arrayBuffer();
  await refused(used, { message: 'WebAssembly response body has already been used' });
  await refused(responseOf(null), { name: 'CompileError' });
  await refused(responseOf('no module'), { name: 'CompileError' });
  await refused(responseOf(streamOf('text')), { code: 'ERR_INVALID_ARG_TYPE' });
  await refused(responseOf(streamOf(kEmptyModule.subarray(0, 4), new Error('broken off'))), { message: 'broken off' });
  await refused(Promise.reject(new Error('no response')), { message: 'no response' });
}

// A thread may end while its module is still arriving.
function endsEarly() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      assert.strictEqual(code, 3);
      resolve();
    });
  });
}

async function main() {
  await compiles();
  await refuses();
  await endsEarly();
}

if (isMainThread) {
  main();
} else {
  let pulls = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (++pulls > 1) process.exit(3);
      controller.enqueue(kEmptyModule.subarray(0, 4));
    },
  });
  WebAssembly.compileStreaming(responseOf(body));
}
