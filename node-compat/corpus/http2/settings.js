'use strict';
// Settings objects: packing, unpacking, and what is refused.
const http2 = require('http2');

function show(label, call) {
  try {
    const result = call();
    console.log(label, result instanceof Uint8Array ? result.toString('hex') : result);
  } catch (error) {
    console.log(label, error.name, error.code, error.message, error.actual, error.min, error.max);
  }
}

show('default', () => http2.getDefaultSettings());
show('none', () => http2.getPackedSettings());
show('null', () => http2.getPackedSettings(null));
show('all', () => http2.getPackedSettings({
  headerTableSize: 1, enablePush: false, initialWindowSize: 2, maxFrameSize: 16385, maxConcurrentStreams: 3, maxHeaderListSize: 4,
  enableConnectProtocol: true, customSettings: { 1244: 456 },
}));
for (const { 0: name, 1: value } of [
  ['headerTableSize', -1], ['headerTableSize', 2 ** 32], ['headerTableSize', '12'], ['headerTableSize', 1.5],
  ['initialWindowSize', 2 ** 31], ['maxFrameSize', 1], ['maxFrameSize', 2 ** 24], ['maxConcurrentStreams', -1],
  ['maxHeaderSize', -1], ['enablePush', 1], ['enableConnectProtocol', null], ['customSettings', 1],
  ['customSettings', { a: 1 }], ['customSettings', { 0: 1 }], ['customSettings', { 65536: 1 }], ['customSettings', { 1244: -1 }],
  ['customSettings', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 + i, 1]))],
]) {
  show(name, () => http2.getPackedSettings({ [name]: value }));
}
for (const hex of ['', '000500004000', '000500000001', '04dc00000005', '0001000000010002000000000003000000030006000000040008']) {
  show(hex, () => http2.getUnpackedSettings(Buffer.from(hex, 'hex')));
  show(`${hex} checked`, () => http2.getUnpackedSettings(Buffer.from(hex, 'hex'), { validate: true }));
}
for (const value of [undefined, '', {}, new DataView(new ArrayBuffer(6)), new Uint16Array(6)]) {
  show(typeof value, () => http2.getUnpackedSettings(value));
}
