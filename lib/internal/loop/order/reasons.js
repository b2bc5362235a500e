'use strict';
// Why one callback ran before the next: the rules of the event loop as Node's documentation gives them ("The Node.js Event
// Loop"; timers.md, process.md, "When to use queueMicrotask() vs. process.nextTick()"), applied to what a trace says. Caller: internal/loop/order/command.

// In the order of a turn.
const PHASES = ['outside', 'timers', 'pending', 'poll', 'check', 'closing'];
const POOL_KINDS = new Set(['fs', 'dns', 'crypto', 'zlib']);
// Below this a timer may be due or not when the loop first looks: milliseconds.
const SHORTEST_DELAY = 1;

const TEXT = {
  'main-first': 'the main script runs to its end before anything that it queued',
  'drain': 'what process.nextTick and promises queued runs as soon as the callback that queued it returns, before the loop goes on',
  'drain-first': 'the loop goes on only when the queues of process.nextTick and of promise jobs are empty',
  'ticks-in-order': 'process.nextTick callbacks run in the order in which they were queued',
  'jobs-in-order': 'promise jobs and queueMicrotask callbacks run in the order in which they were queued',
  'ticks-first': 'process.nextTick callbacks run before promise jobs when both wait',
  'jobs-to-their-end': 'while promise jobs run, more of them run before the process.nextTick callbacks that they queue',
  'phases': 'within a turn',
  'due-first': 'timers run in the order in which they are due',
  'same-delay': 'timers of one delay run in the order in which they were set',
  'immediates-in-order': 'immediates run in the order in which they were queued',
  'immediate-next-turn': 'an immediate that is queued by an immediate waits for the next turn',
  'check-passed': 'its turn comes in the check phase, which this turn had behind it',
  'not-due': 'the timer was not due before',
  'timers-passed': 'timers are looked at once a turn, and this turn had done so before the timer was due',
  'event-later': 'its event came later',
  'events-in-order': 'the poll phase runs callbacks in the order in which their events came',
  'closing-last': '\'close\' callbacks run at the end of a turn',
  'closed-together': 'both handles were closed in this turn',
};

// Pairs whose order Node leaves open.
const OPEN = {
  'timer-or-immediate': {
    text: 'not determined: the first turn begins with the timers phase, and whether 1 ms has passed by then depends on how long the start took',
    advice: 'setImmediate if it should run soon and let I/O in between; a timer costs at least 1 ms. To have both in a certain order, let one queue the other. ' +
      'process.nextTick runs before both, but one that queues itself again keeps the poll phase from its I/O',
  },
  'pool-race': {
    text: 'not determined: the jobs ran on threads beside each other, and the one that ended first came first',
    advice: 'start the second in the callback of the first, or wait for both with Promise.all',
  },
  'io-or-immediate': {
    text: 'not determined: whether the operation had ended when the first turn came to its poll phase depends on its speed',
    advice: 'queue the immediate in the callback of the operation if it should run after it',
  },
  'timer-or-io': {
    text: 'not determined: a timer this short and an operation of the system end in the order in which they happen to end',
    advice: 'let the callback of one start the other',
  },
};

function phaseOrder(first, second) {
  return `within a turn the ${first.phase} phase comes before the ${second.phase} phase`;
}

/** Both waited at the moment when the first of them ran: neither is an effect of the other. */
function bothWaited(first, second) {
  return second.queuedAt === undefined || second.queuedAt <= first.start;
}

function openOrder(first, second) {
  if (!bothWaited(first, second)) return undefined;
  const kinds = [first.kind, second.kind];
  if (POOL_KINDS.has(first.kind) && POOL_KINDS.has(second.kind)) return 'pool-race';
  const isFromStart = [first, second].every(({ queuedBy }) => queuedBy?.turn === 0);
  if (kinds.includes('immediate') && isFromStart && [first, second].some(({ phase }) => phase === 'poll')) return 'io-or-immediate';
  const timer = [first, second].find(({ kind }) => kind === 'timer');
  if (timer === undefined) return undefined;
  if (kinds.includes('immediate')) {
    // From an I/O callback or a timer the check phase of that turn comes first for certain.
    const from = [first, second].map(({ queuedBy }) => queuedBy?.phase);
    const isEdge = from[0] === from[1] && (from[0] === 'outside' || from[0] === 'check' || from[0] === 'closing');
    return isEdge && timer.delay <= SHORTEST_DELAY ? 'timer-or-immediate' : undefined;
  }
  const other = timer === first ? second : first;
  return other.phase === 'poll' && timer.delay <= SHORTEST_DELAY ? 'timer-or-io' : undefined;
}

function drainedReason(first, second) {
  if (!first.drained) return 'drain';
  const firstIsTick = first.kind === 'nextTick', secondIsTick = second.kind === 'nextTick';
  if (firstIsTick && secondIsTick) return 'ticks-in-order';
  if (firstIsTick) return 'ticks-first';
  return secondIsTick ? 'jobs-to-their-end' : 'jobs-in-order';
}

function samePhaseReason(first, second) {
  if (first.phase === 'timers') return first.delay === second.delay ? 'same-delay' : 'due-first';
  if (first.phase === 'check') return 'immediates-in-order';
  if (first.phase === 'closing') return 'closed-together';
  return 'events-in-order';
}

function laterTurnReason(first, second) {
  if (second.kind === 'immediate') return second.queuedBy?.kind === 'immediate' ? 'immediate-next-turn' : 'check-passed';
  if (second.kind === 'timer') {
    const due = second.queuedAt + (second.delay ?? 0) * 1000;
    return due > first.start ? 'not-due' : 'timers-passed';
  }
  return second.phase === 'closing' ? 'closing-last' : 'event-later';
}

/**
 * Why `first` ran before `second`, its successor.
 * @returns {{code: string, text: string, determined: boolean, advice?: string}}
 */
function reasonFor(first, second) {
  const reason = (code, text = TEXT[code]) => ({ code, text, determined: true });
  if (second.drained) return reason(drainedReason(first, second));
  const loopFirst = first.drained ? first.host : first;
  if (loopFirst !== undefined && loopFirst.kind !== 'main script') {
    const open = openOrder(loopFirst, second);
    if (open !== undefined) return { code: open, ...OPEN[open], determined: false };
  }
  if (first.drained) return reason('drain-first');
  if (first.kind === 'main script') return reason('main-first');
  if (first.turn === second.turn) {
    if (first.phase === second.phase) return reason(samePhaseReason(first, second));
    if (PHASES.indexOf(first.phase) < PHASES.indexOf(second.phase)) return reason('phases', phaseOrder(first, second));
  }
  return reason(laterTurnReason(first, second));
}

module.exports = { reasonFor };
