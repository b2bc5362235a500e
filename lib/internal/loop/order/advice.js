'use strict';
// Which primitive fits what a run seems to want, and what the one it uses costs: habits that show in the callbacks of a
// whole run. Caller: internal/loop/order/command. Pairs that Node leaves open have advice of their own (reasons.js).

const { POOL_KINDS, JOBS } = require('internal/loop/order/reasons');

// So many links make a chain that only ends when the program wants it to.
const CHAIN = 10;

const milliseconds = (microseconds) => `${(microseconds / 1000).toFixed(1)} ms`;

/**
 * @typedef {object} Advice
 * @property {string} code
 * @property {number[]} callbacks indexes of those it is about; of a chain the first and the last
 * @property {string} text
 */

/** Longest run of callbacks of `isKind` in one drain of which each was queued by the one before. */
function longestChain(callbacks, isKind) {
  const length = new Map();
  let best = { length: 0 };
  for (const callback of callbacks) {
    if (!isKind(callback)) continue;
    const before = callback.queuedBy;
    const link = before !== undefined && length.has(before) && before.host === callback.host ? length.get(before) : { length: 0, first: callback };
    const here = { length: link.length + 1, first: link.first, last: callback };
    length.set(callback, here);
    if (here.length > best.length) best = here;
  }
  return best;
}

function starving(callbacks, isKind, name, code) {
  const { length, first, last } = longestChain(callbacks, isKind);
  if (length < CHAIN) return [];
  return [{
    code, callbacks: [first.index, last.index],
    text: `${first.index} to ${last.index}: ${length} ${name} callbacks queue one another without letting the loop go on: for ` +
      `${milliseconds(last.end - first.start)} no timer, no I/O and no immediate could run. setImmediate in place of ${name} lets the poll ` +
      'phase in between each two, and costs a turn of the loop each',
  }];
}

/** A timer of 0 or 1 ms that is set once: it is to run "later", not after a time. */
function* shortTimers(callbacks) {
  const timers = callbacks.filter(({ kind }) => kind === 'timer');
  const calls = new Map();
  for (const { id } of timers) calls.set(id, (calls.get(id) ?? 0) + 1);
  const shortest = timers.filter(({ id, delay }) => delay === 1 && calls.get(id) === 1);
  for (const { index, queuedAt, start, queuer } of shortest) {
    const from = queuer?.host;
    const isInIo = from !== undefined && (POOL_KINDS.has(from.kind) || from.phase === 'poll');
    yield {
      code: isInIo ? 'timer-in-io' : 'timer-to-defer', callbacks: [index],
      text: `${index}: setTimeout of 0 or 1 ms waits for at least 1 ms (here ${milliseconds(start - queuedAt)}). ` + (isInIo ?
        'In an I/O callback setImmediate runs at once after the poll phase, without that wait' :
        'To run soon and let I/O in between, setImmediate has no such floor; to run before anything else, queueMicrotask'),
    };
  }
}

/** Ticks queued by promise jobs wait for all other jobs: mostly not what is meant by "next". */
function lateTicks(callbacks) {
  const late = callbacks.filter(({ kind, queuer }) => kind === 'nextTick' && JOBS.has(queuer?.kind));
  return late.slice(0, 1).map(({ index }) => ({
    code: 'tick-in-job', callbacks: [index],
    text: `${index}: process.nextTick in a promise job runs after all promise jobs, those queued later too. queueMicrotask keeps the order ` +
      'in which both were queued',
  }));
}

/**
 * @param {object[]} callbacks those that are shown
 * @returns {Advice[]}
 */
function adviceFor(callbacks) {
  return [
    ...starving(callbacks, ({ kind }) => kind === 'nextTick', 'process.nextTick', 'ticks-starve'),
    ...starving(callbacks, ({ kind }) => JOBS.has(kind), 'promise or queueMicrotask', 'jobs-starve'),
    ...shortTimers(callbacks),
    ...lateTicks(callbacks),
  ];
}

module.exports = { adviceFor };
