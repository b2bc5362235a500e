'use strict';
// start and end (inclusive) choose a part of the file, whatever the highWaterMark; bytesRead counts it.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-fs-'));
const file = path.join(dir, 'file');
const text = '0123456789'.repeat(50);
fs.writeFileSync(file, text);

async function read(options) {
  const stream = fs.createReadStream(file, { encoding: 'latin1', ...options });
  let got = '';
  for await (const chunk of stream) got += chunk;
  assert.strictEqual(stream.bytesRead, got.length);
  return got;
}

(async () => {
  for (const highWaterMark of [1, 7, 64, 65536]) {
    assert.strictEqual(await read({ highWaterMark }), text);
    assert.strictEqual(await read({ highWaterMark, start: 5 }), text.slice(5));
    assert.strictEqual(await read({ highWaterMark, start: 5, end: 20 }), text.slice(5, 21));
    assert.strictEqual(await read({ highWaterMark, end: 0 }), '0');
    assert.strictEqual(await read({ highWaterMark, start: 1000 }), '');
  }
  fs.rmSync(dir, { recursive: true });
})();
