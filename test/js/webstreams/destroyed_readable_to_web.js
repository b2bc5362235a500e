'use strict';
// Readable.toWeb() of a stream that was destroyed before its end gives a stream that fails; one that has ended, a closed one.
const assert = require('assert');
const { Readable } = require('stream');

const read = (stream, type) => Readable.toWeb(stream, { type }).getReader().read();

(async () => {
  for (const type of [undefined, 'bytes']) {
    const destroyed = Readable.from(['text']);
    destroyed.destroy();
    await assert.rejects(read(destroyed, type), (error) => error.name === 'AbortError' && error.cause.code === 'ERR_STREAM_PREMATURE_CLOSE');

    const failed = new Readable({ read() {} });
    failed.on('error', () => {});
    failed.destroy(new Error('own'));
    await assert.rejects(read(failed, type), { message: 'own' });

    const ended = Readable.from([]).resume();
    await new Promise((resolve) => ended.on('close', resolve));
    assert.deepStrictEqual(await read(ended, type), { value: undefined, done: true });
  }
})();
