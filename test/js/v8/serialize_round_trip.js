'use strict';
// v8.serialize keeps what JSON loses; broken bytes throw.
const assert = require('assert');
const v8 = require('v8');

const value = { map: new Map([[1, new Set(['a'])]]), date: new Date(5), buffer: Buffer.from('x'), view: new Int16Array([-1]), big: 5n };
value.self = value;
assert.deepStrictEqual(v8.deserialize(v8.serialize(value)), value);
assert.throws(() => v8.deserialize(Buffer.from('ff', 'hex')), Error);
assert.throws(() => v8.serialize(() => {}), /could not be cloned/);
assert.throws(() => v8.serialize(process.env), { name: 'Error', message: /^Unserializable host object: / });
assert.throws(() => new v8.Serializer().transferArrayBuffer(1, new SharedArrayBuffer(1)), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => new v8.Deserializer(Buffer.alloc(2)).readRawBytes(-1), { message: 'ReadRawBytes() failed' });
assert.throws(() => v8.deserialize(5), { code: 'ERR_INVALID_ARG_TYPE' });
assert.ok(v8.getHeapStatistics().heap_size_limit > 0);
v8.setFlagsFromString('--allow-natives-syntax');
