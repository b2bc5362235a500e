'use strict';
// Waiting that an AbortSignal ends. Callers: the other files of stream/iter.

/** Rejects with the signal's reason when it aborts before `promise` settles. @param {AbortSignal|undefined} signal */
function orAborted(promise, signal) {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { __proto__: null, once: true });
    const settle = (use) => (value) => {
      signal.removeEventListener('abort', abort);
      use(value);
    };
    Promise.resolve(promise).then(settle(resolve), settle(reject));
  });
}

/** The items of `source` until the signal aborts; a source that does not answer any more is left behind. */
async function* untilAborted(source, signal) {
  if (signal === undefined) {
    yield* source;
    return;
  }
  const iterator = source[Symbol.asyncIterator]();
  let waiting = false;
  let isDone = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      waiting = true;
      const { done, value } = await orAborted(iterator.next(), signal);
      waiting = false;
      if (done) {
        isDone = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isDone) {
      const closed = iterator.return?.();
      // A source that has not answered cannot be waited for.
      if (waiting) Promise.resolve(closed).catch(() => {});
      else await closed;
    }
  }
}

module.exports = { orAborted, untilAborted };
