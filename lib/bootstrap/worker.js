'use strict';
// Starts a worker thread: takes what the parent sent along, then runs preloaded modules and the thread's program.

const { takeStart } = binding('worker');
const { Module } = require('internal/modules/cjs/loader');
const { freezeByOption, restrictProto } = require('internal/intrinsics');
const { getOptionValue } = require('internal/options');
const { preloadImports, preloadModules, registerLoaders } = require('internal/modules/preload');
const { state } = require('internal/worker/state');
const child = require('internal/worker/child');
const { watchStart } = require('internal/process/rejections');

function runText(source) {
  Object.defineProperty(process, '_eval', {
    __proto__: null, value: source, writable: true, enumerable: true, configurable: true,
  });
  require('internal/process/execution').evaluate(source, '[worker eval]', false);
}

function run({ kind, source }) {
  freezeByOption();
  if (kind === 'eval') return runText(source);
  if (kind === 'url') {
    return watchStart(require('internal/modules/esm/loader').runMain(new (require('internal/url').URL)(source)));
  }
  return Module.runMain(source);
}

function runProgram(entry) {
  registerLoaders();
  child.reportOnline();
  const imported = preloadImports();
  if (imported === undefined) run(entry);
  else watchStart(imported.then(() => run(entry)));
}

restrictProto(Object.prototype);
// The ports among it take their methods from there.
require('internal/messaging');
const start = takeStart();
child.begin(start.control, start.stdin);
const { kind, source } = start.entry;
state.isHooksThread = kind === 'hooks';
state.parentPort = state.isHooksThread ? null : start.public;
state.workerData = state.isHooksThread ? null : start.workerData;
state.threadName = start.name;
state.environmentData = start.environmentData;
const program = { __proto__: null, file: [source], eval: ['[worker eval]'], url: [], hooks: [] };
require('internal/worker/process').adapt(process, [...program[kind], ...start.argv]);

if (getOptionValue('--block-threshold')) require('internal/loop/blame').watchBlocksByOption();
Module._initPaths();
require('internal/worker/mail').openMailbox();
if (state.isHooksThread) require('internal/modules/esm/hooks_worker').serve(start.entry);
preloadModules();
if (!state.isHooksThread) runProgram(start.entry);
