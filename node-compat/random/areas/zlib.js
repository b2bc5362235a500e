'use strict';
// Compression: one-shot calls and streams with random options, cut, joined and damaged data, flushes and resets.

const zlib = require('zlib');
const { setTimeout: pause } = require('timers/promises');
const { attempt } = require('../support');

const PAIRS = [
  ['deflate', 'inflate'], ['gzip', 'gunzip'], ['deflateRaw', 'inflateRaw'], ['brotliCompress', 'brotliDecompress'],
  ['zstdCompress', 'zstdDecompress'], ['gzip', 'unzip'], ['deflate', 'unzip'],
];
const STREAMS = [
  'Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress',
];

module.exports = async (random, say) => {
  const bytes = () =>
    random.pick([
      Buffer.alloc(0),
      Buffer.from('a'),
      Buffer.from('hello '.repeat(random.int(40))),
      Buffer.from(random.list(50, () => random.int(256))),
    ]);
  const odd = () => random.pick([0, 1, -1, 9, 10, 15, 16, 64, 2.5, NaN, Infinity, '5', null, undefined, {}]);
  const options = () => {
    const made = {};
    for (const name of [
      'level', 'windowBits', 'memLevel', 'strategy', 'chunkSize', 'flush', 'finishFlush', 'maxOutputLength',
    ])
      if (random.chance(0.06)) made[name] = odd();
    if (random.chance(0.1)) made.dictionary = random.pick([Buffer.from('hello'), 'hello', new Uint8Array(3)]);
    if (random.chance(0.1)) made.info = true;
    if (random.chance(0.1)) made.finishFlush = zlib.constants.Z_SYNC_FLUSH;
    if (random.chance(0.1)) made.level = random.int(10);
    return made;
  };
  const damage = (data) =>
    random.pick([
      () => data,
      () => data,
      () => data,
      () => data.subarray(0, random.int(data.length + 1)),
      () => Buffer.concat([data, bytes()]),
      () => Buffer.concat([data, data]),
      () => {
        const copy = Buffer.from(data);
        if (copy.length > 0) copy[random.int(copy.length)] ^= 1 << random.int(8);
        return copy;
      },
    ])();
  // Compressed bytes depend on the library's version: they are told by what becomes of them.
  const short = (value) =>
    Buffer.isBuffer(value)
      ? `${value.length} ${zlib.crc32(value)}`
      : value?.buffer && value.engine
        ? [short(value.buffer), value.engine.constructor.name]
        : value;

  const oneShot = async () => {
    const [pack, unpack] = random.pick(PAIRS);
    const [input, packing, unpacking] = [bytes(), options(), options()];
    say(pack, input.length, packing);
    let packed;
    try {
      packed = zlib[`${pack}Sync`](input, packing);
    } catch (error) {
      say('  throws', error);
      return;
    }
    packed = damage(packed.buffer && packed.engine ? packed.buffer : packed);
    say(unpack, unpacking);
    attempt(say, '  sync', () => short(zlib[`${unpack}Sync`](packed, unpacking)));
    try {
      await new Promise((resolve) => {
        zlib[unpack](packed, unpacking, (error, result) => {
          say('  callback', error, short(result));
          resolve();
        });
      });
    } catch (error) {
      say('  throws', error);
    }
  };

  const stream = async () => {
    const name = random.pick(STREAMS);
    const chosen = options();
    say(name, chosen);
    const made = attempt(
      (title, result) => say(title, result?.constructor.name ?? result, result instanceof Error ? result : ''),
      ' ',
      () => new zlib[name](chosen),
    );
    if (!made) return;
    let total = 0;
    made.on('data', (chunk) => {
      total += chunk.length;
    });
    for (const event of ['end', 'close', 'finish', 'error']) made.on(event, (error) => say(`  on ${event}`, error));
    const isUnpacker = /^(In|Gun|Un)|Decompress/.test(name);
    const input = () =>
      isUnpacker
        ? damage(zlib[random.pick(['deflateSync', 'gzipSync', 'deflateRawSync', 'brotliCompressSync'])](bytes()))
        : bytes();
    const calls = {
      write: () => made.write(input(), (error) => say('  written', error)),
      flush: () =>
        made.flush(
          ...random.pick([
            [],
            [zlib.constants.Z_FULL_FLUSH],
            [zlib.constants.Z_SYNC_FLUSH, () => say('  flushed')],
            [() => say('  flushed')],
          ]),
        ),
      end: () => (random.chance(0.4) ? made.end(input()) === made : 'not now'),
      reset: () => (random.chance(0.2) ? made.reset() : 'not now'),
      close: () => (random.chance(0.15) ? made.close(() => say('  closed')) : 'not now'),
      params: () =>
        !made.destroyed && made.params?.(random.int(10), random.pick([0, 1, 2, 3, 9]), (error) => say('  params', error)),
      bytesWritten: () => [made.bytesWritten, isUnpacker ? total : 0],
    };
    for (let i = random.int(10) + 1; i > 0; i--) {
      const call = random.pick(Object.keys(calls));
      attempt(say, `  ${call}`, calls[call]);
      await pause(4); // the pool's answers come when they come
    }
    if (!made.writableEnded && !made.destroyed) made.end();
    for (let i = 0; i < 20 && !made.closed; i++) await pause(2);
    say('  at last', isUnpacker ? total : 0, made.destroyed, made.errored);
  };
  for (let i = 0; i < 4; i++) await random.pick([oneShot, stream])();
};
