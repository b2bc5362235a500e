'use strict';
// Watching for a blocked loop (docs/event-loop.md, "Blame"; src/runtime/block_watch.h). Callers: the bootstraps for
// --block-threshold, phasor:loop, and internal/http, which tells what is served.

const native = binding('loop_blame');
const { captureStorage, exchangeStorage } = require('internal/async_context');
const { builtinChannel } = require('internal/diagnostics');
const { getOptionValue } = require('internal/options');
const { pendingTick } = require('internal/process/task_queues');
const { validateNumber, validateObject, validateOneOf } = require('internal/validators');

const channel = builtinChannel('phasor.loop.block');
// Among the AsyncLocalStorage objects of the context; C++ looks for it (src/runtime/block_stack.cc).
const kRequest = 'phasor.request';
const kDay = 86_400_000;

let watching = false;

function onReport(text) {
  if (channel.hasSubscribers) channel.publish(JSON.parse(text));
}

/**
 * Reports when this thread's loop is busy for longer than `threshold` ms at a stretch; 0: no more.
 * @param {number} threshold
 * @param {{output?: 'text'|'json'|'none'}} [options] what goes to stderr; the channel 'phasor.loop.block' gets all
 */
function watchBlocks(threshold, options = {}) {
  validateNumber(threshold, 'threshold', 0, kDay);
  validateObject(options, 'options');
  const { output = 'text' } = options;
  validateOneOf(output, 'options.output', ['text', 'json', 'none']);
  watching = threshold > 0;
  if (watching) native.start(Math.max(1, threshold), output, onReport, pendingTick);
  else native.stop();
}

/** --block-threshold, --block-format */
function watchBlocksByOption() {
  const threshold = getOptionValue('--block-threshold');
  if (threshold) watchBlocks(Number(threshold), { output: getOptionValue('--block-format') || 'text' });
}

const isWatchingBlocks = () => watching;

/** Runs `handle`, and all that it begins, as the service of an HTTP request. */
function serveBlamed(req, handle) {
  const request = `${req.method} ${req.url}`;
  native.noteRequest(request);
  const saved = exchangeStorage(new Map(captureStorage()).set(kRequest, request));
  try {
    return handle();
  } finally {
    exchangeStorage(saved);
  }
}

module.exports = { isWatchingBlocks, serveBlamed, watchBlocks, watchBlocksByOption };
