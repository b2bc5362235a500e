'use strict';
// Starts the program: preloaded modules, then a file, a text (--eval, --print), standard input, or the REPL.

const { Module } = require('internal/modules/cjs/loader');
const { preloadImports, preloadModules, registerLoaders } = require('internal/modules/preload');
const { freezeByOption, restrictProto } = require('internal/intrinsics');
const { getOptionValue } = require('internal/options');
const { watchStart } = require('internal/process/rejections');

function connectToParent() {
  const { env } = process;
  if (!env.NODE_CHANNEL_FD) return;
  const fd = Number(env.NODE_CHANNEL_FD);
  const mode = env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  // The program's own children have no business with this channel.
  delete env.NODE_CHANNEL_FD;
  delete env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('child_process')._forkChild(fd, mode);
  if (!Object.hasOwn(env, 'NODE_UNIQUE_ID')) return;
  require('cluster')._setupWorker(env.NODE_UNIQUE_ID);
  delete env.NODE_UNIQUE_ID;  // the worker's own children are nobody's workers
}

/** --heapsnapshot-signal, --heapsnapshot-near-heap-limit */
function snapshotByOption() {
  const limit = getOptionValue('--heapsnapshot-near-heap-limit');
  if (limit > 0) require('v8').setHeapSnapshotNearHeapLimit(Number(limit));
  const signal = getOptionValue('--heapsnapshot-signal');
  if (!signal) return;
  require('internal/validators').validateSignalName(signal);
  process.on(signal, () => { require('v8').writeHeapSnapshot(); });
}

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM'];

/** --why-alive-signal=SIGNAL: what keeps the program alive, on stderr. A signal that ends programs does so afterwards. */
function tellWhyAliveByOption() {
  const signal = getOptionValue('--why-alive-signal');
  if (!signal) return;
  require('internal/validators').validateSignalName(signal);
  process.on(signal, function tell() {
    binding('runtime').writeStderr(require('internal/loop/alive').describe());
    if (!ENDING_SIGNALS.includes(signal) || process.listenerCount(signal) > 1) return;
    process.removeListener(signal, tell);
    process.kill(process.pid, signal);
  });
}

/** --trace-loop=OUT: the program is traced from its first line. --trace-loop-stacks with --block-threshold alone: places only. */
function traceByOption() {
  const output = getOptionValue('--trace-loop');
  if (!output) {
    if (getOptionValue('--trace-loop-stacks') && getOptionValue('--block-threshold')) {
      require('internal/loop/trace').startTrace({ events: 16, stacks: true });
    }
    return;
  }
  try {
    require('internal/loop/trace').startTrace({
      output: output.replace(/\.(json|html)$/, ''), stacks: getOptionValue('--trace-loop-stacks'),
      events: getOptionValue('--trace-loop-events'),
    });
  } catch (error) {
    binding('runtime').writeStderr(`phasor: --trace-loop: ${error.message}\n`);
    process.reallyExit(9);
  }
}

function check(main) {
  const { checkFile, checkStdin } = require('internal/process/execution');
  if (main === undefined || main === '-') checkStdin();
  else checkFile(main);
}

function evaluate(source, name) {
  require('internal/process/execution').evaluate(source, name, getOptionValue('--print'));
}

/** Whether the program is a file, by its path. */
function isFileMain(main) {
  return main !== undefined && main !== '' && main !== '-' && getOptionValue('--eval') === undefined && !getOptionValue('--entry-url') &&
    !getOptionValue('--check');
}

function isTerminal(fd) {
  return binding('process').handleType(fd) === 'TTY';
}

function start() {
  freezeByOption();
  const source = getOptionValue('--eval');
  const main = process.argv[1] || undefined;  // an empty argument names no file
  if (getOptionValue('--check')) {
    check(main);
  } else if (source !== undefined) {
    evaluate(source, '[eval]');
  } else if (main !== undefined && main !== '-') {
    Module.runMain(process.argv[1]);
  } else if (main === undefined && isTerminal(0) && !getOptionValue('--print')) {
    require('repl').start({ useGlobal: true });
  } else {
    evaluate(require('internal/process/execution').readStdin(), '[stdin]');
  }
}

if (getOptionValue('--order')) require('internal/loop/order/command').run(process.argv.slice(1));
if (getOptionValue('--run')) {
  require('internal/process/run_script').runScript(getOptionValue('--run'), binding('options').afterDashes());
}
if (getOptionValue('--eval') !== undefined) {
  Object.defineProperty(process, '_eval', {
    __proto__: null, value: getOptionValue('--eval'), writable: false, enumerable: true, configurable: true,
  });
}
if (getOptionValue('--experimental-config-file')) require('internal/util').emitExperimentalWarning('--experimental-config-file');
require('internal/permission/api').setUp(isFileMain(process.argv[1]) ? process.argv[1] : undefined);
restrictProto(Object.prototype);
traceByOption();
if (getOptionValue('--block-threshold')) require('internal/loop/blame').watchBlocksByOption();
connectToParent();
if (getOptionValue('--report-on-signal')) require('internal/process/report');
snapshotByOption();
tellWhyAliveByOption();
if (getOptionValue('--trace-sigint')) binding('util').setTraceSigint(true);
if (getOptionValue('--dns-result-order')) require('internal/dns/lookup');  // which checks it
Module._initPaths();
if (process.env.NODE_COMPILE_CACHE) {
  require('internal/modules/compile_cache').enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
// Preloaded modules see the program's full path already.
if (isFileMain(process.argv[1])) process.argv[1] = require('path').resolve(process.argv[1]);
preloadModules();
registerLoaders();
const imported = preloadImports();
module.exports = imported === undefined ? start : () => { watchStart(imported.then(start)); };
