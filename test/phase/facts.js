'use strict';
// Holds each reason that `phasor order --json` gives against the facts of the same run: turns, phases and times of the trace.
// Knows nothing of how the reason was found. Caller: test/phase/reasons.

const PHASES = ['outside', 'timers', 'pending', 'poll', 'check', 'closing'];
const EVENTS = ['pending', 'poll'];
const POOL = ['fs', 'dns', 'crypto', 'zlib'];
const JOBS = ['promise', 'microtask'];
// Timers count whole milliseconds, of a clock that the loop reads now and then.
const TIMER_SLACK_US = 2000;

const isTick = ({ kind }) => kind === 'nextTick';
const isJob = ({ kind }) => JOBS.includes(kind);
const isDrained = (callback) => isTick(callback) || isJob(callback);
const isBefore = (a, b) => PHASES.indexOf(a.phase) < PHASES.indexOf(b.phase);
const queuedInOrder = (a, b) => a.queuedAt <= b.queuedAt;
// An interval counts from the beginning of its last call.
const due = ({ queuedAt, delay, calledAt = queuedAt }) => calledAt + delay * 1000;
const isLater = (a, b) => b.turn > a.turn;
const ofTurn = (a, b) => b.queuedIn?.turn === a.turn;

// By code: what has to hold of a pair. `host` gives the callback of the loop after which a drained one ran, if it is shown.
const FACTS = {
  'main-first': (a, b, host) => (host(a) ?? a).kind.startsWith('main') && b.turn > 0,
  'drain': (a, b) => isDrained(b) && b.drainOf === a.index && b.turn === a.turn,
  'drain-resumed': (a, b) => isDrained(b) && b.drainOf === a.index && isLater(a, b),
  'drain-first': (a, b) => isDrained(a) && !isDrained(b),
  'ticks-in-order': (a, b) => isTick(a) && isTick(b) && queuedInOrder(a, b),
  'jobs-in-order': (a, b) => isJob(a) && isJob(b) && queuedInOrder(a, b),
  'ticks-first': (a, b) => isTick(a) && isJob(b),
  'jobs-to-their-end': (a, b) => isJob(a) && isTick(b) && (b.queuedAt >= a.start || b.queuedIn.kind !== 'main script'),
  'module-jobs-first': (a, b) => isJob(a) && isTick(b) && b.queuedIn.kind === 'main module' && b.queuedAt < a.start,
  'phases': (a, b) => a.turn === b.turn && isBefore(a, b),
  'due-first': (a, b) => due(a) <= due(b) + TIMER_SLACK_US && a.delay !== b.delay,
  'same-delay': (a, b) => queuedInOrder(a, b) && a.delay === b.delay,
  'immediates-in-order': (a, b) => a.turn === b.turn && queuedInOrder(a, b),
  'immediate-next-turn': (a, b) => b.kind === 'immediate' && b.queuedIn.phase === 'check' && b.turn === b.queuedIn.turn + 1,
  'check-passed': (a, b) => b.kind === 'immediate' && isLater(a, b),
  'not-due': (a, b) => isLater(a, b) && b.start + TIMER_SLACK_US >= due(b),
  'timers-passed': (a, b) => isLater(a, b) && ofTurn(a, b) && b.start + TIMER_SLACK_US >= due(b),
  'started-there': (a, b) => POOL.includes(b.kind) && isLater(a, b) && b.queuedAt >= a.start,
  'poll-passed': (a, b) => POOL.includes(b.kind) && isLater(a, b) && ofTurn(a, b),
  'event-later': (a, b) => b.phase === 'poll' && isLater(a, b),
  'events-in-order': (a, b) => EVENTS.includes(a.phase) && b.phase === a.phase && a.turn <= b.turn,
  'closed-in-order': (a, b) => a.phase === 'closing' && b.phase === 'closing' && a.turn <= b.turn,
  'closed-later': (a, b) => b.phase === 'closing' && isLater(a, b),
  'loop-empty': (a, b) => b.kind === 'beforeExit' && a.turn <= b.turn,
  'queued-by-end': (a, b) => a.kind === 'beforeExit' && b.queuedAt >= a.start,
  'exit-last': (a, b) => b.kind === 'exit',
  // Open pairs: both waited when the first began, and one is of the kinds that the code names.
  'timer-or-immediate': (a, b) => waited(a, b) && [a.kind, b.kind].sort().join() === 'immediate,timer' && Math.min(a.delay ?? 9, b.delay ?? 9) <= 1,
  'pool-race': (a, b) => waited(a, b) && POOL.includes(a.kind) && POOL.includes(b.kind),
  'event-race': (a, b) => (a.kind === 'child' || b.kind === 'child') && a.phase === 'poll' && b.phase === 'poll',
  'io-or-immediate': (a, b) => waited(a, b) && isOneOf(a, b, POOL) && isOneOf(a, b, ['immediate']),
  'timer-or-io': (a, b) => waited(a, b) && isOneOf(a, b, POOL) && isOneOf(a, b, ['timer']),
};

const waited = (a, b) => b.queuedAt === undefined || b.queuedAt <= a.start;
const isOneOf = (a, b, kinds) => kinds.includes(a.kind) !== kinds.includes(b.kind);

const OF_DRAINS = ['drain', 'drain-resumed', 'drain-first', 'ticks-in-order', 'jobs-in-order', 'ticks-first', 'jobs-to-their-end', 'module-jobs-first'];

/** Ran after a callback of the runtime's own, of which nothing is shown. */
const isOfHidden = (callback) => isDrained(callback) && callback.drainOf === undefined;

/** Whether the reason for which `a` came before `b` is true. */
function isTrue(a, b, host) {
  const { code, determined } = a.beforeNext;
  if (!OF_DRAINS.includes(code) && (isOfHidden(a) || isOfHidden(b))) return a.turn <= b.turn;
  // Of an open pair the facts are those of the callbacks of the loop.
  return determined ? FACTS[code](a, b, host) : FACTS[code](host(a) ?? a, host(b) ?? b, host);
}

/** An interval's callback with the beginning of the call that queued it. */
function withCall(callback, callbacks) {
  const queuer = callbacks[callback.queuedBy - 1];
  const isAgain = callback.kind === 'timer' && queuer?.kind === 'timer' && queuer.name === callback.name;
  return isAgain ? { ...callback, calledAt: queuer.start } : callback;
}

/**
 * @param {object[]} callbacks of phasor order --json
 * @returns {string[]} what is wrong, a line each
 */
function contradictions(callbacks) {
  const host = ({ drainOf }) => (drainOf === undefined ? undefined : callbacks[drainOf - 1]);
  const wrong = [];
  callbacks.slice(0, -1).forEach((callback, i) => {
    const { 0: a, 1: b } = [callback, callbacks[i + 1]].map((one) => withCall(one, callbacks));
    const { code, text, determined, advice } = a.beforeNext;
    const pair = `${a.index} (${a.name}) before ${b.index} (${b.name}): ${code}`;
    if (b.start < a.start) wrong.push(`${pair}: the second began earlier`);
    if (FACTS[code] === undefined) wrong.push(`${pair} is unknown`);
    else if (!isTrue(a, b, host)) wrong.push(`${pair} is not true`);
    if (!text || determined !== (advice === undefined)) wrong.push(`${pair} lacks its text or advice`);
  });
  return wrong;
}

module.exports = { contradictions };
