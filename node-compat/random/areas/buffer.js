'use strict';
// Buffers of random bytes and texts: methods with random arguments, good and bad.

const bufferModule = require('buffer');
const { attempt } = require('../support');

const ENCODINGS = [
  'utf8', 'utf-8', 'UTF8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii', 'utf16le', 'ucs2', 'UCS-2',
  'nonsense', undefined,
];
const TEXTS = [
  '', 'a', 'abc', 'h\u00e9llo', '\u20ac', '\ud83d\ude00', '\ud800x', 'x\udc00', '6162', '616', 'zz', 'YWJj', 'YW Jj',
  'YWJj=', '-_==', '\0', 'abcabcabc', 'x'.repeat(70),
];
const NUMBERS = [
  0, 1, 2, 3, 7, 8, 100, -1, -3, 0.5, 1.9, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, 2 ** 53, 255, 256, 65535, -128,
  undefined, null, '1', 'x', {}, 1n, -1n, 2n ** 64n, true,
];
const WIDTHS = [
  'UInt8', 'Int8', 'UInt16LE', 'UInt16BE', 'Int16LE', 'Int16BE', 'UInt32LE', 'UInt32BE', 'Int32LE', 'Int32BE', 'FloatLE',
  'FloatBE', 'DoubleLE', 'DoubleBE', 'BigInt64LE', 'BigUInt64BE',
];

module.exports = async (random, say) => {
  const number = () => random.pick(NUMBERS);
  const position = () => (random.chance(0.7) ? random.int(12) : number());
  const encoding = () => random.pick(ENCODINGS);
  const text = () => random.pick(TEXTS);
  const bytes = () =>
    Buffer.from(
      random.list(14, () => random.pick([0, 1, 10, 61, 65, 97, 98, 127, 128, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 255])),
    );
  const value = () => random.pick([text, bytes, number, () => new Uint8Array(bytes())])();

  const size = () => random.pick([1, 2, 3, 5, 6, 7, number()]);
  const range = () => [position(), position()];
  // Node 24.21.0 aborts when it searches for a lone surrogate, or for a text that is shorter in its encoding than it looks.
  const searched = () => {
    const sought = value();
    return [
      typeof sought === 'string' && !sought.isWellFormed() ? 'abc' : sought,
      position(),
      random.pick(['utf8', 'latin1', 'utf16le', undefined]),
    ];
  };

  let buffer = bytes();
  const statics = {
    from: () => [value(), encoding()],
    alloc: () => [random.int(20), value(), encoding()],
    concat: () => [random.list(3, bytes), random.pick([undefined, position()])],
    byteLength: () => [value(), encoding()],
    compare: () => [buffer, value()],
    copyBytesFrom: () => [new Uint16Array(random.list(5, () => random.int(70000))), ...range()],
  };
  const methods = {
    toString: () => [encoding(), ...range()],
    latin1Slice: range,
    utf8Slice: range,
    hexSlice: range,
    write: () =>
      random.pick([
        [text(), position(), position(), encoding()],
        [text(), position(), encoding()],
        [text(), encoding()],
      ]),
    fill: () => [value(), ...range(), encoding()],
    indexOf: searched,
    lastIndexOf: searched,
    includes: searched,
    compare: () => [bytes(), ...range(), ...range()],
    equals: () => [value()],
    copy: () => [bytes(), position(), ...range()],
    subarray: range,
    slice: range,
    swap16: () => [],
    swap32: () => [],
    swap64: () => [],
    readUIntLE: () => [position(), size()],
    readIntBE: () => [position(), size()],
    writeIntLE: () => [number(), position(), size()],
    writeUIntBE: () => [number(), position(), size()],
    inspect: () => [],
  };
  const functions = {
    atob: () => [text()],
    btoa: () => [text()],
    isUtf8: () => [buffer],
    isAscii: () => [buffer],
    transcode: () => [buffer, encoding(), encoding()],
  };
  for (const width of WIDTHS) {
    methods[`read${width}`] = () => [position()];
    methods[`write${width}`] = () => [number(), position()];
  }

  const call = (target, table, title) => {
    const name = random.pick(Object.keys(table));
    const args = table[name]();
    say(`${title}${name}`, args);
    const result = attempt(say, ' ', () => target[name](...args));
    if (/^(write|fill|copy|swap)/.test(name)) say('  bytes', buffer, args[0]);
    return result;
  };
  for (let i = 0; i < 30; i++) {
    const which = random.int(10);
    if (which < 2) buffer = call(Buffer, statics, 'Buffer.') ?? buffer;
    else if (which < 3) call(bufferModule, functions, '');
    else call(buffer, methods, '.');
    if (!Buffer.isBuffer(buffer)) buffer = bytes();
  }
};
