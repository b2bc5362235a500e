'use strict';
// The loop's tracer (src/loop/tracer.h): which callbacks ran when, and what queued them. Callers: bootstrap/main
// (--trace-loop), tools over the events (phasor order).

const native = binding('loop_trace');
const { queued, begin, end } = native;
const { setTracer } = require('internal/async_context');
const { validateBoolean, validateInteger, validateObject, validateString } = require('internal/validators');

// 1 GiB of memory
const kMostEvents = 2 ** 24;

const KIND = { __proto__: null };
native.kinds.forEach((name, number) => { KIND[name] = number; });
const { timer: kTimer, immediate: kImmediate, nextTick: kTick, microtask: kMicrotask, other: kOther } = KIND;

// loop::TraceGate: how many events more this turn has room for, how many callbacks have begun and not ended.
const kRoom = 0;
const kOpen = 1;
let gate = new Uint32Array(2);

/**
 * What internal/async_context calls while the loop is traced: for every tick, timer and immediate. An AsyncResource may have
 * any of these types and none of the fields; a timer's delay may be anything.
 */
const tracer = {
  queued(asyncId, type, resource) {
    if (gate[kRoom] === 0) return;
    if (type === 'TickObject') queued(kTick, asyncId || 0, resource.callback, 0);
    else if (type === 'Timeout') queued(kTimer, asyncId || 0, resource._onTimeout, Math.min(resource._idleTimeout, 2 ** 31) >>> 0);
    else if (type === 'Immediate') queued(kImmediate, asyncId || 0, resource._onImmediate, 0);
    else if (type === 'Microtask') queued(kMicrotask, asyncId || 0, resource.callback, 0);
    else queued(kOther, asyncId || 0, undefined, 0);
  },
  begin(asyncId, kind, callback) {
    if (gate[kRoom] > 0) begin(kind ?? kOther, asyncId || 0, callback);
  },
  end(asyncId) {
    if (gate[kOpen] > 0) end(asyncId || 0);
  },
};

/**
 * Starts tracing this thread's loop.
 * @param {{events?: number, stacks?: boolean, output?: string}} [options] how many of the newest events are kept; whether the
 *   stack is noted with all that is queued; base name of the files written at the end
 */
function startTrace(options = {}) {
  validateObject(options, 'options');
  const { events = 1 << 18, stacks = false, output = '' } = options;
  validateInteger(events, 'options.events', 16, kMostEvents);
  validateBoolean(stacks, 'options.stacks');
  validateString(output, 'options.output');
  gate = native.start(events, stacks, output);
  setTracer(tracer);
}

/** Ends it; writes the files. */
function stopTrace() {
  setTracer(undefined);
  native.stop();
}

const TYPES = ['turn', 'phase', 'callback', 'queued', 'resolved', 'job', 'gc'];
// Append() in src/bindings/loop_trace.cc
const FIELD_COUNT = 17;

/**
 * A function, or with `isPlace` where in one something was queued. Lines and columns from 1.
 * @typedef {{name: string, script: string, line: number, column: number, isPlace: boolean}} Place
 */

/**
 * One event. Times are milliseconds since the trace began.
 * @typedef {object} LoopEvent
 * @property {string} type 'turn', 'phase', 'callback', 'queued', 'resolved', 'job', 'gc'
 * @property {number} start @property {number} duration
 * @property {number} id async id; 0: the loop's own
 * @property {number} parent async id of what ran around it (callbacks of JavaScript's queues) or caused it
 * @property {string} kind @property {string} provider @property {string} phase @property {number} turn
 * @property {Place|undefined} label the function
 * @property {number} detail @property {number} gc ms of collections inside
 * @property {{at: number, by: number, place: Place|undefined, delay: number}|undefined} queued when, by which async id, the
 *   function or the place in the program, and a timer's delay in ms
 * @property {number} other see src/loop/tracer.h
 * @property {Place[]|undefined} stack where it was queued, with `stacks`
 */

/**
 * @returns {{events: LoopEvent[], lost: number, crowded: number}|undefined} ordered by start; `crowded`: turns in which
 *   queues are not recorded to the end (src/loop/tracer.h); undefined when nothing is traced
 */
function readTrace() {
  const dump = native.dump();
  if (dump === undefined) return undefined;
  const { 0: flat, 1: texts, 2: lost, 3: stacks, 4: pairs, 5: crowded } = dump;
  const places = [undefined];
  for (let i = 5; i < texts.length; i += 5) {
    places.push({ name: texts[i], script: texts[i + 1], line: texts[i + 2], column: texts[i + 3], isPlace: texts[i + 4] });
  }
  const stackOf = new Map();
  for (let i = 0; i < pairs.length; i += 2) stackOf.set(pairs[i], stacks[pairs[i + 1]].map((label) => places[label]));
  const events = [];
  for (let i = 0; i < flat.length; i += FIELD_COUNT) events.push(eventOf(flat.subarray(i, i + FIELD_COUNT), places, stackOf));
  events.sort((a, b) => a.start - b.start);
  return { events, lost, crowded };
}

function eventOf(fields, places, stackOf) {
  const [type, start, duration, id, parent, kind, provider, phase, label, turn, detail, gc, queuedAt, by, place, delay, other] = fields;
  return {
    type: TYPES[type], start, duration, id, parent, kind: native.kinds[kind], provider: native.providers[provider],
    phase: native.phases[phase], turn, label: places[label], detail, gc,
    queued: queuedAt < 0 && by === 0 && place === 0 ? undefined : { at: queuedAt, by, place: places[place], delay }, other,
    stack: stackOf.get(id),
  };
}

module.exports = { startTrace, stopTrace, readTrace, isTracing: native.isOn };
