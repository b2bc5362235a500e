'use strict';
// The callbacks of one run, read from the Chrome trace that --trace-loop wrote (docs/event-loop.md). Caller: internal/loop/order/command.

const fs = require('fs');
const path = require('path');

// What runs in the drain after a callback, not by the loop itself.
const DRAINED = new Set(['nextTick', 'microtask', 'promise']);
// Ours, or without an order that a program could ask for.
const UNASKED = new Set(['V8 task', 'hook', 'exit']);
const CALLBACK_LANE = 3;

/**
 * @typedef {object} Callback
 * @property {number} index from 1, by start
 * @property {number} id async id
 * @property {string} kind 'main script', 'timer', 'immediate', 'nextTick', 'promise', 'fs' ...
 * @property {string} name what a reader calls it: kind, function and place
 * @property {number} turn 0: before the loop
 * @property {string} phase
 * @property {number} start @property {number} end microseconds
 * @property {boolean} drained runs in a drain
 * @property {Callback|undefined} host of a drained one: the callback of the loop after which it ran
 * @property {Callback|undefined} queuedBy
 * @property {number} queuedAt microseconds
 * @property {number|undefined} delay of a timer, ms
 */

/** Positions relative to the current directory, which is how a reader knows the files. */
function placeText(text) {
  const match = /^(?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(text);
  if (match === null) return text;
  const { 1: name, 2: file, 3: line, 4: column } = match;
  const shown = path.isAbsolute(file) ? path.relative(process.cwd(), file) : file;
  return `${name ? `${name} ` : ''}(${shown.length < file.length ? shown : file}:${line}:${column})`;
}

function nameOf(kind, args) {
  const place = args.function ?? args['queued from'];
  return place === undefined ? kind : `${kind} ${placeText(place)}`;
}

const isInternal = ({ function: callback = '', 'queued from': place = '' }) => /(^|\()node:/.test(callback || place);

/**
 * @param {string} file a Chrome trace
 * @param {boolean} all also callbacks of the runtime's own functions
 * @returns {Callback[]} by start
 */
function readCallbacks(file, all) {
  const events = JSON.parse(fs.readFileSync(file, 'utf8')).filter((event) => {
    // An event without id stands for a batch: its members have events of their own.
    const isCallback = event.ph === 'X' && event.tid === CALLBACK_LANE && (event.args.id !== 0 || event.args.kind === 'main script');
    return isCallback && !UNASKED.has(event.args.kind);
  });
  events.sort((a, b) => a.ts - b.ts);
  const byId = new Map();
  const callbacks = [];
  let host;
  for (const { ts, dur, args } of events) {
    const drained = DRAINED.has(args.kind);
    const shown = all || !isInternal(args);
    // What an internal function queued was asked for by whoever queued that function.
    const callback = {
      index: 0, id: args.id, kind: args.kind, name: nameOf(args.kind, args), turn: args.turn, phase: args.phase, start: ts, end: ts + dur,
      drained, host: drained ? host : undefined, queuedBy: byId.get(args['queued by']), queuedAt: args['queued at us'], delay: args['delay ms'],
    };
    byId.set(args.id, shown ? callback : callback.queuedBy);
    if (!shown) continue;
    if (!drained) host = callback;
    callback.index = callbacks.push(callback);
  }
  return callbacks;
}

module.exports = { readCallbacks };
