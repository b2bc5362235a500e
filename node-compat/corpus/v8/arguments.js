'use strict';
// Serializer, Deserializer and others with values of every kind.
const v8 = require('v8');
const util = require('util');
const VALUES = [undefined, null, '', 0, NaN, {}, [], Symbol('s'), 1n, () => {}, 'abc', true];
function show(name, call) {
  try {
    console.log(name, '=>', util.inspect(call(), { depth: 0 }));
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}
process.removeAllListeners('warning');
for (const value of VALUES) {
  const label = util.inspect(value);
  const serializer = new v8.Serializer();
  for (const name of ['writeUint32', 'writeDouble', 'writeRawBytes', 'transferArrayBuffer']) {
    show(`${name} ${label}`, () => serializer[name](value));
  }
  show(`transferArrayBuffer 1 ${label}`, () => serializer.transferArrayBuffer(1, value));
  const deserializer = new v8.Deserializer(Buffer.from([255, 15]));
  show(`deserializer.transferArrayBuffer ${label}`, () => deserializer.transferArrayBuffer(1, value));
  show(`Deserializer ${label}`, () => typeof new v8.Deserializer(value));
  show(`deserialize ${label}`, () => v8.deserialize(value));
  show(`queryObjects ${label}`, () => typeof v8.queryObjects(class {}, { format: value }));
  if (value !== null) show(`createHook ${label}`, () => typeof v8.promiseHooks.createHook({ init: value })());
  show(`snapshot callback ${label}`, () => v8.startupSnapshot.addSerializeCallback(value));
}
