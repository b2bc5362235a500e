'use strict';
// unzip reads all gzip members and reports what is behind them, as gunzip does; a stream whose last chunk is a flush ends with it.
const assert = require('assert');
const zlib = require('zlib');

const members = Buffer.concat(['one', 'two', 'three'].map((text) => zlib.gzipSync(text)));
for (const name of ['gunzip', 'unzip']) {
  assert.strictEqual(`${zlib[`${name}Sync`](members)}`, 'onetwothree');
  assert.strictEqual(`${zlib[`${name}Sync`](Buffer.concat([members, Buffer.alloc(3)]))}`, 'onetwothree');
  const garbage = Buffer.concat([members, Buffer.from('garbage')]);
  assert.throws(() => zlib[`${name}Sync`](garbage), { code: 'Z_DATA_ERROR', message: 'incorrect header check' });
  zlib[name](garbage, (error, result) => {
    assert.strictEqual(error.code, 'Z_DATA_ERROR');
    assert.strictEqual(result, undefined);
  });
  assert.throws(() => zlib[`${name}Sync`](members.subarray(0, -4)), { code: 'Z_BUF_ERROR' });
}

const stream = zlib.createGzip({ level: 0.5 });
assert.strictEqual(stream._level, 0.5);
const output = [];
stream.on('data', (chunk) => output.push(chunk));
stream.on('end', () => assert.strictEqual(`${zlib.gunzipSync(Buffer.concat(output))}`, 'text'));
stream.params(1.5, NaN, (error) => assert.ifError(error));
stream.write('text');
stream.flush(zlib.constants.Z_FULL_FLUSH);
stream.flush(zlib.constants.Z_SYNC_FLUSH);
stream.end();
