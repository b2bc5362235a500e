'use strict';
// WebAssembly.compileStreaming() and instantiateStreaming() over the Response of a fetch
// (https://webassembly.github.io/spec/web-api/#streaming-modules). V8 has the two functions and compiles while bytes arrive;
// this file reads them. Caller: bootstrap/node.js.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_WEBASSEMBLY_RESPONSE } } = require('internal/errors');

/** @throws TypeError if the response is none that may be compiled */
function check(response) {
  const { Response } = require('internal/fetch');
  if (!(response instanceof Response)) {
    throw new ERR_INVALID_ARG_TYPE('source', ['Response', 'Promise resolving to Response'], response);
  }
  const type = response.headers.get('Content-Type');
  if (type !== 'application/wasm') throw new ERR_WEBASSEMBLY_RESPONSE(`has unsupported MIME type '${type}'`);
  if (!response.ok) throw new ERR_WEBASSEMBLY_RESPONSE(`has status code ${response.status}`);
  if (response.bodyUsed) throw new ERR_WEBASSEMBLY_RESPONSE('body has already been used');
}

function bytesOf(chunk) {
  const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
  if (isAnyArrayBuffer(chunk) || isArrayBufferView(chunk)) return chunk;
  const error = new TypeError('chunk must be an ArrayBufferView or an ArrayBuffer');
  error.code = 'ERR_INVALID_ARG_TYPE';
  throw error;
}

async function feed(stream, response) {
  check(response);
  stream.setUrl(response.url);
  if (response.body !== null) for await (const chunk of response.body) stream.push(bytesOf(chunk));
  stream.finish();
}

/** @param {object} handle V8's compilation @param {unknown} source what the caller's argument has been resolved to */
function onSource(handle, source) {
  const { WasmStream } = binding('wasm_streaming');
  const stream = new WasmStream(handle);
  feed(stream, source).catch((error) => stream.abort(error));
}

/** Has V8 ask this file. */
function installWasmStreaming() {
  binding('wasm_streaming').onSource(onSource);
}

module.exports = { installWasmStreaming };
