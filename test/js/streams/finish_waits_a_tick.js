'use strict';

// 'finish' comes a tick after 'prefinish', also when the last write is answered asynchronously or in object mode.

const assert = require('assert');
const { Writable } = require('stream');

for (const objectMode of [false, true]) {
  for (const answer of [(callback) => callback(), process.nextTick, setImmediate]) {
    for (const writeCallback of [undefined, () => {}]) {
      const order = [];
      const stream = new Writable({ objectMode, write(chunk, encoding, callback) { answer(callback); } });
      stream.on('prefinish', () => {
        order.push('prefinish');
        process.nextTick(() => order.push('tick'));
      });
      stream.on('finish', () => order.push('finish'));
      stream.on('close', () => {
        assert.deepStrictEqual(order, ['prefinish', 'tick', 'finish']);
        assert.strictEqual(stream._writableState.finalCalled, true);
      });
      stream.write('a', writeCallback);
      stream.end();
    }
  }
}
