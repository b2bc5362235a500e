'use strict';
// Programs that replace fs.open, fs.read or a stream's open() (graceful-fs does) are heard by streams.
const assert = require('assert');
const fs = require('fs');

const { open, read } = fs;
let opened = 0;
let reads = 0;
fs.open = (...args) => {
  opened++;
  return open(...args);
};
fs.read = (...args) => {
  reads++;
  return read(...args);
};

function OldStream(...args) {
  return fs.ReadStream.apply(this, args);
}
OldStream.prototype = Object.create(fs.ReadStream.prototype);
OldStream.prototype.open = function() {
  open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      if (this.autoClose) this.destroy();
      this.emit('error', error);
    } else {
      this.fd = fd;
      this.emit('open', fd);
      this.read();
    }
  });
};

(async () => {
  let size = 0;
  for await (const chunk of fs.createReadStream(__filename)) size += chunk.length;
  assert.strictEqual(size, fs.statSync(__filename).size);
  assert.strictEqual(opened, 1);
  assert.ok(reads >= 1);

  let old = 0;
  for await (const chunk of new OldStream(__filename)) old += chunk.length;
  assert.strictEqual(old, size);

  const errors = [];
  const failing = new OldStream('/phasor-none');
  failing.on('error', (error) => errors.push(error.code));
  await new Promise((resolve) => failing.on('close', resolve));
  assert.deepStrictEqual(errors, ['ENOENT']);
})();
