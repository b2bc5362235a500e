'use strict';

// What the two controllers of readable streams, for chunks and for bytes, have in common.
// Callers: readablestream.js; bytestream.js and byte_queue.js. Each passes its own `pullIfNeeded` and `fail`.

const { kState, promiseOf, react } = require('internal/webstreams/util');

/** Begins with the algorithms' start(); pulling begins when that is done. */
function startController(controller, algorithms, pullIfNeeded, fail) {
  const c = controller[kState];
  c.stream[kState].controller = controller;
  const started = algorithms.start(controller);
  react(promiseOf(started), () => {
    c.started = true;
    pullIfNeeded(controller);
  }, (error) => fail(controller, error));
}

/** One pull() at a time; what is wanted meanwhile is asked for after it. */
function callPull(controller, pullIfNeeded, fail) {
  const c = controller[kState];
  if (c.pulling) {
    c.pullAgain = true;
    return;
  }
  c.pulling = true;
  react(c.pull(controller), () => {
    c.pulling = false;
    if (c.pullAgain) {
      c.pullAgain = false;
      pullIfNeeded(controller);
    }
  }, (error) => fail(controller, error));
}

/** @param {number} total what the queue holds @returns {number|null} null: the stream has failed */
function desiredSize(controller, total) {
  const c = controller[kState];
  const { state } = c.stream[kState];
  if (state === 'errored') return null;
  return state === 'closed' ? 0 : c.highWaterMark - total;
}

module.exports = { callPull, desiredSize, startController };
