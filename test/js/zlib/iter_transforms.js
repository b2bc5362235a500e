'use strict';
// zlib/iter: round trips, options that are read when the run begins, errors, and an engine for each run.
const assert = require('assert');
const { spawnSync } = require('child_process');
const kFlag = '--experimental-stream-iter';
if (!process.execArgv.includes(kFlag)) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', kFlag, __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const zlib = require('zlib');
const iter = require('zlib/iter');
const { bytes, bytesSync, from, fromSync, pull, pullSync, text } = require('stream/iter');

const input = Buffer.from('to be compressed '.repeat(9000));

async function roundTrips() {
  for (const name of ['Gzip', 'Deflate', 'Brotli', 'Zstd']) {
    const compress = iter[`compress${name}`]();
    for (let run = 0; run < 2; run++) {
      const packed = await bytes(pull(from(input), compress));
      assert.ok(packed.length < input.length / 10);
      assert.deepStrictEqual(Buffer.from(await bytes(pull(from(packed), iter[`decompress${name}`]()))), input);
    }
    const packed = bytesSync(pullSync(fromSync(input), iter[`compress${name}Sync`]({ chunkSize: 64 })));
    assert.deepStrictEqual(Buffer.from(bytesSync(pullSync(fromSync(packed), iter[`decompress${name}Sync`]()))), input);
    await assert.rejects(bytes(pull(from(packed.subarray(0, -2)), iter[`decompress${name}`]())), { code: 'Z_BUF_ERROR' });
  }
}

async function options() {
  assert.throws(() => iter.compressGzip(null), { code: 'ERR_INVALID_ARG_TYPE' });
  const late = iter.compressGzip({ level: 10 });
  await assert.rejects(bytes(pull(from('x'), late)), { code: 'ERR_OUT_OF_RANGE' });
  const dictionary = Buffer.from('compressed');
  const packed = await bytes(pull(from(input), iter.compressDeflate({ dictionary, level: 9 })));
  assert.strictEqual(await text(pull(from(packed), iter.decompressDeflate({ dictionary }))), input.toString());
  await assert.rejects(bytes(pull(from(packed), iter.decompressDeflate())), { code: 'Z_NEED_DICT' });
}

async function aborts() {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  await assert.rejects(bytes(pull(from(input), iter.compressGzip(), { signal: controller.signal })), { message: 'enough' });
  for await (const batch of pull(from(input), iter.compressZstd())) {
    assert.ok(batch.length > 0);
    break;  // the engine goes with the run
  }
}

async function manyFrames() {
  const frame = zlib.zstdCompressSync('frame ');
  assert.strictEqual(await text(pull(from([[frame], [frame]]), iter.decompressZstd())), 'frame frame ');
}

roundTrips().then(options).then(aborts).then(manyFrames);
