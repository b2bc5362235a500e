'use strict';
// Why one callback ran before the next: the rules of the event loop as Node's documentation gives them ("The Node.js Event
// Loop"; timers.md, process.md, "When to use queueMicrotask() vs. process.nextTick()"), applied to what a trace says.
// Callers: internal/loop/order/command, advice.

// In the order of a turn. 'outside' is before the first turn.
const PHASES = ['outside', 'timers', 'pending', 'poll', 'check', 'closing'];
const POOL_KINDS = new Set(['fs', 'dns', 'crypto', 'zlib']);
const JOBS = new Set(['promise', 'microtask']);
// Below this a timer may be due or not when the loop first looks: milliseconds.
const SHORTEST_DELAY = 1;
// A callback that goes on for so much longer than a timer's delay leaves no doubt that the timer is due: milliseconds.
const CLEARLY_DUE = 15;
// An operation of the system may well end within so many milliseconds, before or after a timer.
const SHORT_DELAY = 10;

const TEXT = {
  'main-first': 'the main script runs to its end before anything that it queued',
  'drain': 'what process.nextTick and promises queued runs as soon as the callback that queued it returns, before the loop goes on',
  'drain-resumed': 'an error that \'uncaughtException\' caught ended the drain; the rest of it runs after the loop\'s next callback',
  'drain-first': 'the loop goes on only when the queues of process.nextTick and of promise jobs are empty',
  'ticks-in-order': 'process.nextTick callbacks run in the order in which they were queued',
  'jobs-in-order': 'promise jobs and queueMicrotask callbacks run in the order in which they were queued',
  'ticks-first': 'promise jobs run when no process.nextTick callback waits any more',
  'jobs-to-their-end': 'once promise jobs run, they run until none is left; only then come the process.nextTick callbacks that they queued',
  'module-jobs-first': 'an ES module is evaluated in a promise job, so that the jobs which it queued run before its process.nextTick callbacks',
  'due-first': 'timers run in the order in which they are due',
  'same-delay': 'timers of one delay are due, and run, in the order in which they were set',
  'immediates-in-order': 'immediates run in the order in which they were queued',
  'immediate-next-turn': 'an immediate that is queued in the check phase waits for that of the next turn',
  'check-passed': 'an immediate waits for the next check phase, which comes after this',
  'not-due': 'the timer was not due when the loop last looked at its timers',
  'timers-passed': 'timers are looked at when a turn begins; the timer was set in a turn that had done so, whose other phases come first',
  'started-there': 'it was started only there, and is answered in a later poll phase',
  'poll-passed': 'what is started in or after a turn\'s poll phase is answered in a later turn, and the rest of the turn comes first',
  'event-later': 'its event had not come when the loop last looked for events',
  'events-in-order': 'events are answered in the order in which the system reports them',
  'closed-in-order': '\'close\' callbacks run in the order in which their handles were closed, each at the end of that turn',
  'closed-later': 'its handle was closed in a later turn, at the end of which \'close\' callbacks run',
  'loop-empty': '\'beforeExit\' is emitted when nothing is left that the loop would wait for',
  'queued-by-end': '\'beforeExit\' queued it: the loop begins anew',
  'exit-last': '\'exit\' is the last event of a process',
};

// Pairs whose order Node leaves open.
const OPEN = {
  'timer-or-immediate': {
    text: 'not determined: the timers phase comes before the check phase, but a timer of 1 ms, the shortest there is, may or may not be due by then',
    advice: 'setImmediate if it should run soon and let I/O in between; a timer costs at least 1 ms. To have both in a certain order, let one queue the other. ' +
      'process.nextTick runs before both, but one that queues itself again keeps the poll phase from its I/O',
  },
  'pool-race': {
    text: 'not determined: the jobs ran on threads beside each other, and the one that ended first came first',
    advice: 'start the second in the callback of the first, or wait for both with Promise.all',
  },
  'event-race': {
    text: 'not determined: the end of a process and what comes through its pipes are events of their own, seen in any order',
    advice: '\'close\' of the child comes when it has ended and its output is complete',
  },
  'io-or-immediate': {
    text: 'not determined: the poll phase comes before the check phase, but whether the operation had ended by then depends on its speed',
    advice: 'queue the immediate in the callback of the operation if it should run after it. process.nextTick runs before both, ' +
      'but one that queues itself again keeps the operation from being answered',
  },
  'timer-or-io': {
    text: 'not determined: whether the operation ends before a timer this short is due depends on its speed',
    advice: 'let the callback of one start the other; setImmediate in the callback of the operation runs right after it, without a timer\'s 1 ms',
  },
};

// ---- Pairs that Node leaves open ----

/** Both waited when the first of them ran: neither is an effect of the other. */
function bothWaited(first, second) {
  return second.queuedAt === undefined || second.queuedAt <= first.start;
}

/** Ran within the drain of `callback`, or is it. */
const isWithin = (part, callback) => part !== undefined && (part === callback || part.host === callback);

/** Whether its queuer went on for so long that the timer was due when it ended. The main script may be slow for other reasons. */
function isClearlyDue({ queuer, queuedAt, delay }) {
  return queuer !== undefined && queuer.turn > 0 && queuer.host.end - queuedAt > (delay + CLEARLY_DUE) * 1000;
}

/** Queued in one of the phases from which the next timers phase comes before the next check phase. */
const isBeforeTimers = ({ queuer }) => queuer?.phase === 'outside' || queuer?.phase === 'check' || queuer?.phase === 'closing';

function timerAndImmediate(timer, immediate) {
  const isOpen = timer.queuer?.turn === immediate.queuer?.turn && isBeforeTimers(timer) && isBeforeTimers(immediate) &&
    timer.delay <= SHORTEST_DELAY && !isClearlyDue(timer);
  return isOpen ? 'timer-or-immediate' : undefined;
}

/** An operation of the pool, and what the loop itself would run: open unless the operation's poll phase had passed. */
function operationAnd(operation, other) {
  const passed = operation.queuer?.turn === other.turn && PHASES.indexOf(operation.queuer.phase) >= PHASES.indexOf('poll');
  if (passed) return undefined;
  if (other.kind === 'immediate') return 'io-or-immediate';
  return other.kind === 'timer' && other.delay <= SHORT_DELAY ? 'timer-or-io' : undefined;
}

/** @returns {string|undefined} its code in OPEN */
function openOrder(first, second) {
  if (!bothWaited(first, second)) return undefined;
  const pair = [first, second];
  const operations = pair.filter(({ kind }) => POOL_KINDS.has(kind));
  if (operations.length === 2) return 'pool-race';
  if (operations.length === 1) return operationAnd(operations[0], operations[0] === first ? second : first);
  if (pair.some(({ kind }) => kind === 'child') && pair.every(({ phase }) => phase === 'poll')) return 'event-race';
  const timer = pair.find(({ kind }) => kind === 'timer');
  const immediate = pair.find(({ kind }) => kind === 'immediate');
  return timer && immediate && timerAndImmediate(timer, immediate);
}

// ---- Pairs that it determines ----

function drainedReason(first, second) {
  if (!first.drained) return first.turn === second.turn ? 'drain' : 'drain-resumed';
  const firstIsTick = first.kind === 'nextTick', secondIsTick = second.kind === 'nextTick';
  if (firstIsTick && secondIsTick) return 'ticks-in-order';
  if (firstIsTick) return 'ticks-first';
  if (!secondIsTick) return 'jobs-in-order';
  return second.queuer?.kind === 'main module' ? 'module-jobs-first' : 'jobs-to-their-end';
}

/** What one phase runs it runs in an order of its own, be it in one turn or in several; undefined if that does not say it. */
function samePhaseReason(first, second) {
  const { phase } = first;
  if (phase === 'timers' && bothWaited(first, second)) return first.delay === second.delay ? 'same-delay' : 'due-first';
  if (phase === 'check' && first.turn === second.turn) return 'immediates-in-order';
  if (phase === 'closing') return 'closed-in-order';
  return (phase === 'poll' || phase === 'pending') && !POOL_KINDS.has(second.kind) ? 'events-in-order' : undefined;
}

/** Why a timer, an immediate or an event had to wait for a later phase or turn. */
function waitingReason(first, second) {
  const { kind, phase, queuer } = second;
  const isOfThisTurn = queuer?.turn === first.turn;
  if (kind === 'immediate') return queuer?.phase === 'check' ? 'immediate-next-turn' : 'check-passed';
  if (kind === 'timer') return isOfThisTurn && queuer.turn > 0 ? 'timers-passed' : 'not-due';
  if (phase === 'closing') return 'closed-later';
  if (!POOL_KINDS.has(kind)) return 'event-later';
  if (isWithin(queuer, first)) return 'started-there';
  return isOfThisTurn && PHASES.indexOf(queuer.phase) >= PHASES.indexOf('poll') ? 'poll-passed' : 'event-later';
}

function endReason(first, second) {
  if (second.kind === 'exit') return 'exit-last';
  if (second.kind === 'beforeExit') return 'loop-empty';
  return first.kind === 'beforeExit' ? 'queued-by-end' : undefined;
}

/** @returns {[string, string]} code and text, of two callbacks of the loop itself */
function loopReason(first, second) {
  if (first.turn === second.turn && first.turn > 0 && first.phase !== second.phase && second.phase !== 'outside') {
    return ['phases', `within a turn the ${first.phase} phase comes before the ${second.phase} phase`];
  }
  const code = endReason(first, second) ?? (first.turn === 0 ? 'main-first' : undefined) ??
    (first.phase === second.phase ? samePhaseReason(first, second) : undefined) ?? waitingReason(first, second);
  return [code, TEXT[code]];
}

/**
 * Why `first` ran before `second`, its successor.
 * @returns {{code: string, text: string, determined: boolean, advice?: string}}
 */
function reasonFor(first, second) {
  const reason = (code, text = TEXT[code]) => ({ code, text, determined: true });
  const { 0: from, 1: to } = [first.host, second.host];
  if (from === to) return reason(drainedReason(first, second));
  const open = openOrder(from, to);
  if (open !== undefined) return { code: open, ...OPEN[open], determined: false };
  return first.drained && !second.drained ? reason('drain-first') : reason(...loopReason(from, to));
}

module.exports = { reasonFor, POOL_KINDS, JOBS };
