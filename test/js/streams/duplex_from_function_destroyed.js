'use strict';

// destroy() of a Duplex.from(function): a function that waits for more input sees its end, and an aborted signal with
// the error as its reason.

const assert = require('assert');
const { Duplex } = require('stream');

const events = [];
const failure = new Error('gone');
const duplex = Duplex.from(async (source, { signal }) => {
  for await (const chunk of source) events.push(chunk);
  events.push('end', signal.reason);
});
duplex.on('error', (error) => events.push(error));
setImmediate(() => {
  duplex.destroy(failure);
  setImmediate(() => assert.deepStrictEqual(events, [failure, 'end', failure]));
});
