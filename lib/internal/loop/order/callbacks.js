'use strict';
// The callbacks of one run, read from the Chrome trace that --trace-loop wrote (docs/event-loop.md). Caller: internal/loop/order/command.

const fs = require('fs');
const path = require('path');

// What runs in the drain after a callback, not by the loop itself.
const DRAINED = new Set(['nextTick', 'microtask', 'promise']);
// Ours, or without an order that a program could ask for.
const UNASKED = new Set(['v8 task', 'hook']);
const CALLBACK_LANE = 3;

/**
 * @typedef {object} Callback
 * @property {number} index from 1, by start, among those that are shown; 0 for the others
 * @property {boolean} shown
 * @property {number} id async id
 * @property {string} kind 'main script', 'main module', 'timer', 'immediate', 'nextTick', 'promise', 'fs', 'beforeExit', 'exit' ...
 * @property {string} name what a reader calls it: kind, function and place
 * @property {number} turn 0: before the loop
 * @property {string} phase
 * @property {number} start @property {number} end microseconds
 * @property {boolean} drained runs in a drain
 * @property {Callback} host the callback of the loop in whose drain it ran; itself if it is one
 * @property {Callback|undefined} queuer what queued it
 * @property {Callback|undefined} queuedBy the same, or if that is not shown what queued that
 * @property {number|undefined} queuedAt microseconds; of an event's callback: when its handle was made
 * @property {number|undefined} delay of a timer, ms
 */

/** Positions relative to the current directory, which is how a reader knows the files. */
function placeText(text) {
  const match = /^(?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(text);
  if (match === null) return text;
  const { 1: name, 2: url, 3: line, 4: column } = match;
  const file = url.startsWith('file:') ? require('url').fileURLToPath(url) : url;
  const shown = path.isAbsolute(file) ? path.relative(process.cwd(), file) : file;
  return `${name ? `${name} ` : ''}(${shown.length < file.length ? shown : file}:${line}:${column})`;
}

function nameOf(kind, args) {
  const place = args.function ?? args['queued from'];
  return place === undefined ? kind : `${kind} ${placeText(place)}`;
}

/** Phasor's own functions, and the end of a connection that no line of the program asked for. */
function isInternal({ kind, function: callback = '', 'queued from': place = '' }) {
  return (kind === 'shutdown' && place === '') || /(^|\()node:/.test(callback || place);
}

/** The tracer's note: how many events its ring has lost, in how many turns it recorded only the first callbacks. */
function missingOf(events) {
  const note = events.findLast(({ name }) => name === 'process_labels')?.args.labels ?? '';
  const { 1: lost, 2: crowded } = /lost events: (\d+), crowded turns: (\d+)/.exec(note) ?? [];
  return { lost: Number(lost), crowded: Number(crowded) };
}

function callbackEvents(all) {
  const events = all.filter((event) => {
    // An event without id stands for a batch, whose members have events of their own, or for one of the two below.
    const isCallback = event.ph === 'X' && event.tid === CALLBACK_LANE &&
      (event.args.id !== 0 || event.args.kind === 'main script' || event.args.kind === 'exit');
    return isCallback && !UNASKED.has(event.args.kind);
  });
  return events.sort((a, b) => a.ts - b.ts);
}

/** The job in which an ES module is evaluated: the first after the main script, made by no line of the program. */
function isModuleJob(callbacks, { kind, function: callback, 'queued from': place, 'queued by': by }) {
  return callbacks.length === 1 && kind === 'promise' && callback === undefined && place === undefined && by === callbacks[0].id;
}

/** 'beforeExit' and 'exit' have no async id: what they queued was queued while they ran. */
function queuerOf(args, byId, last) {
  const at = args['queued at us'];
  if (args['queued by'] !== 0) return byId.get(args['queued by']);
  return last?.host.kind === 'exit' && at >= last.host.start && at <= last.host.end ? last.host : undefined;
}

/**
 * @param {string} file a Chrome trace
 * @param {boolean} all also show callbacks of the runtime's own functions
 * @returns {{callbacks: Callback[], missing: {lost: number, crowded: number}}} by start; what the trace does not have
 */
function readCallbacks(file, all) {
  const events = JSON.parse(fs.readFileSync(file, 'utf8'));
  const byId = new Map();
  const callbacks = [];
  let host;
  for (const { ts, dur, args } of callbackEvents(events)) {
    const last = callbacks.at(-1);
    if (isModuleJob(callbacks, args)) {
      last.kind = last.name = 'main module';
      byId.set(args.id, last);
      continue;
    }
    if (args.kind === 'other' && args.provider === undefined) {
      // An AsyncResource is entered by a function call, inside of the callback that runs.
      byId.set(args.id, last);
      continue;
    }
    const queuer = queuerOf(args, byId, last);
    const callback = {
      index: 0, shown: all || !isInternal(args), id: args.id, kind: args.kind, name: nameOf(args.kind, args), turn: args.turn,
      phase: args.phase, start: ts, end: ts + dur, drained: DRAINED.has(args.kind), host: undefined, queuer,
      queuedBy: undefined, queuedAt: args['queued at us'], delay: args['delay ms'],
    };
    if (!callback.drained || host === undefined) host = callback;
    callback.host = host;
    byId.set(args.id, callback);
    callbacks.push(callback);
  }
  nameEnds(callbacks, all);
  linkShown(callbacks);
  callbacks.filter(({ shown }) => shown).forEach((callback, i) => { callback.index = i + 1; });
  return { callbacks, missing: missingOf(events) };
}

/** 'exit' is the last; those before are 'beforeExit'. */
function nameEnds(callbacks, all) {
  const ends = callbacks.filter(({ kind }) => kind === 'exit');
  for (const end of ends) {
    end.kind = end.name = end === ends.at(-1) ? 'exit' : 'beforeExit';
    end.shown = all;
  }
}

/**
 * What queued something of the program's is shown too: a function of Phasor's own in which the program ran (a tick that emits an
 * event), or that settled a promise. What others queued was asked for by whoever queued them.
 */
function linkShown(callbacks) {
  const asked = callbacks.filter(({ shown }) => shown);
  for (const { queuer } of asked) if (queuer !== undefined) queuer.shown = true;
  for (const callback of callbacks) {
    const { queuer } = callback;
    callback.queuedBy = queuer?.shown === false ? queuer.queuedBy : queuer;
  }
}

module.exports = { readCallbacks };
