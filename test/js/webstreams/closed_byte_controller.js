'use strict';

// A byte controller tells a stream that is over from one whose end is only asked for.

const assert = require('assert');

function refusal(prepare) {
  let controller;
  const stream = new ReadableStream({ type: 'bytes', start(c) { controller = c; } });
  prepare(controller, stream);
  const messages = [() => controller.enqueue(new Uint8Array(1)), () => controller.close()].map((act) => {
    try {
      act();
    } catch (error) {
      return error.message;
    }
    return 'accepted';
  });
  assert.strictEqual(messages[0], messages[1]);
  return messages[0];
}

assert.strictEqual(refusal((c) => { c.enqueue(new Uint8Array(2)); c.close(); }), 'Invalid state: Controller is already closed');
assert.strictEqual(refusal((c) => c.error(new Error('x'))), 'Invalid state: ReadableStream is already closed');
assert.strictEqual(refusal((c, stream) => stream.cancel()), 'Invalid state: ReadableStream is already closed');
