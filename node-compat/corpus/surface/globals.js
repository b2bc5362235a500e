'use strict';
// The global names.
const describe = require('./_describe');
for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
  const d = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, d.enumerable, d.configurable, d.writable, typeof d.get, typeof d.set);
}
for (const name of ['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'CustomEvent', 'DOMException', 'Event', 'EventTarget', 'FormData', 'Headers', 'MessageChannel', 'MessagePort', 'Performance', 'ReadableStream', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'TransformStream', 'URL', 'URLSearchParams', 'WritableStream']) {
  describe(name, globalThis[name]);
  describe(name + '.prototype', globalThis[name].prototype, 0);
}
