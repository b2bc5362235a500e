'use strict';
// 'gc' entries of the performance timeline. Caller: internal/perf/observer, while somebody observes them.

const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');
const native = binding('gc');

const kFields = 4;  // kind, flags, start, duration

/** @param {boolean} on @param {(entry: PerformanceEntry) => void} enqueue */
function observeGc(on, enqueue) {
  if (!on) {
    native.observe(undefined);
    return;
  }
  native.observe((numbers) => {
    for (let i = 0; i < numbers.length; i += kFields) {
      const { [i]: kind, [i + 1]: flags, [i + 2]: start, [i + 3]: duration } = numbers;
      const entry = new PerformanceNodeEntry(kKey, 'gc', 'gc', start, duration, { kind, flags });
      // Deprecated (DEP0152), and still there: the fields on the entry itself.
      entry.kind = kind;
      entry.flags = flags;
      enqueue(entry);
    }
  });
}

module.exports = { observeGc };
