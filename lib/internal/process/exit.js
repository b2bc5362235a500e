'use strict';
// The end of the program: 'beforeExit', 'exit', process.exit().

const runtime = binding('runtime');

function currentCode() {
  const { exitCode } = process;
  return exitCode === undefined || exitCode === null ? 0 : Number(exitCode) | 0;
}

/** The loop is empty. */
function beforeExit() {
  process.emit('beforeExit', currentCode());
}

// Says which top-level awaits of the main module have not settled: the loader of ES modules sets it.
let unsettledAwaits = () => [];
const kUnsettledTopLevelAwait = 13;

function setUnsettledAwaits(list) {
  unsettledAwaits = list;
}

function noteUnsettledAwaits() {
  const places = unsettledAwaits();
  if (places.length === 0) return;
  process.exitCode = kUnsettledTopLevelAwait;
  if (require('internal/options').getOptionValue('--warnings') === false) return;
  for (const place of places) runtime.writeStderr(`Warning: Detected unsettled top-level await at ${place}\n\n\n`);
}

/** The loop is empty for good. Returns the exit code. */
function exit() {
  if (currentCode() === 0) noteUnsettledAwaits();
  const code = currentCode();
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', code);
  }
  // A listener can choose another code, but not take this one back.
  return process.exitCode === undefined ? code : currentCode();
}

/** Ends the program now, without 'exit'. Nothing of the caller runs afterwards. */
function reallyExit(code = 0) {
  if (require('internal/options').getOptionValue('--trace-exit')) traceExit(code | 0, reallyExit);
  runtime.exit(code | 0);
  // The termination is taken at the next loop or call: here.
  for (;;);
}

/**
 * process.exit([code])
 * @param {number|string|null} [code]
 */
function processExit(code) {
  if (arguments.length !== 0) process.exitCode = code;
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', currentCode());
  }
  process.reallyExit(currentCode());
}

/** --trace-exit: who ended the program; frames up to `end` are not shown. */
function traceExit(code, end) {
  const { isMainThread, threadId } = require('worker_threads');
  const thread = isMainThread ? '' : `, thread:${threadId}`;
  const place = {};
  Error.captureStackTrace(place, end);
  const frames = place.stack.slice(place.stack.indexOf('\n') + 1);
  runtime.writeStderr(`(node:${process.pid}${thread}) WARNING: Exited the environment with code ${code}\n${frames}\n\n`);
}

runtime.setHook('beforeExit', beforeExit);
runtime.setHook('exit', exit);

module.exports = { processExit, reallyExit, setUnsettledAwaits, traceExit };
