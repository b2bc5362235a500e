'use strict';

// What a compression stream says when it is used at the wrong moment: reset() during a write, params() after close().

const assert = require('assert');
const zlib = require('zlib');

const busy = zlib.createDeflate();
busy.write('abc');
assert.throws(() => busy.reset(), { name: 'Error', message: 'Cannot reset zlib stream while a write is in progress' });
busy.resume().end();

const closed = zlib.createDeflate();
closed.on('error', () => {});
closed.close();
closed.params(3, 1, () => assert.fail('the parameters have not been changed'));
let thrown;
process.once('uncaughtException', (error) => {
  thrown = error;
});
process.on('exit', () => assert.strictEqual(thrown.code, 'ERR_INTERNAL_ASSERTION'));

// A synchronous step counts its own input only.
const stream = zlib.createDeflate();
stream.bytesWritten = 6;
stream._processChunk(Buffer.from('xy'), zlib.constants.Z_NO_FLUSH);
assert.strictEqual(stream.bytesWritten, 2);
