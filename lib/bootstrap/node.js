'use strict';
// Start-up, step by step. Nothing here runs user code; bootstrap/main.js starts the program afterwards.
//
//   1. process: prototype chain, ticks, uncaught errors, exit   3. what internal/process/per_process adds
//   2. globals: timers, queueMicrotask, console, Buffer, and    4. modules that every program needs
//      the rest lazily
//
// The startup snapshot holds what this file leaves behind: what depends on the running process goes through
// internal/at_start, and nothing here may hold native state other than the realm's (src/module/snapshot.h).

const { atStart } = require('internal/at_start');
const { defineLazyProperties, defineLazyValue } = require('internal/util');

// ---- 1. process ----

const EventEmitter = require('events');

const processPrototype = Object.create(EventEmitter.prototype, {
  constructor: {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: process.constructor,
  },
});
process.constructor.prototype = processPrototype;
Object.setPrototypeOf(process, processPrototype);
Object.defineProperty(process, Symbol.toStringTag, {
  __proto__: null, configurable: false, enumerable: false, writable: true, value: 'process',
});
EventEmitter.call(process);

require('internal/async_context');
const { nextTick, queueMicrotask } = require('internal/process/task_queues');
process.nextTick = nextTick;
process._exiting = false;
process._fatalException = require('internal/process/uncaught')._fatalException;
const { processExit, reallyExit } = require('internal/process/exit');
process.exit = processExit;
process.reallyExit = reallyExit;

const { ErrorPrepareStackTrace, prepareStackTraceCallback } = require('internal/errors');
binding('runtime').setHook('prepareStack', prepareStackTraceCallback);
Object.defineProperty(Error, 'prepareStackTrace', {
  __proto__: null, value: ErrorPrepareStackTrace, writable: true, enumerable: false, configurable: true,
});

// ---- 2. globals ----

function defineGlobal(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable, configurable: true });
}

Object.defineProperty(globalThis, Symbol.toStringTag, {
  __proto__: null, configurable: true, enumerable: false, writable: false, value: 'global',
});
defineGlobal('global', globalThis, true);

let processValue = process;
Object.defineProperty(globalThis, 'process', {
  __proto__: null, configurable: true, enumerable: false,
  get: () => processValue, set(value) { processValue = value; },
});

const timers = require('timers');
for (const name of ['clearImmediate', 'setImmediate', 'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout']) {
  defineGlobal(name, timers[name], true);
}
defineGlobal('queueMicrotask', queueMicrotask, true);

// Never standardised; V8 only keeps it for its embedders of old.
delete Intl.v8BreakIterator;

// V8's console is out of reach once the name is taken.
require('internal/console/v8');
defineLazyValue(globalThis, 'console', () => require('internal/console/global'), false);
{
  let replaced;
  Object.defineProperty(globalThis, 'Buffer', {
    __proto__: null, configurable: true, enumerable: false,
    get: () => replaced ?? require('buffer').Buffer, set(value) { replaced = value; },
  });
}

const lazyGlobals = {
  'url': ['URL', 'URLSearchParams'],
  'internal/domexception': ['DOMException'],
  'internal/abort_controller': ['AbortController', 'AbortSignal'],
  'internal/event_target': ['Event', 'EventTarget', 'CustomEvent'],
  'internal/encoding': ['TextEncoder', 'TextDecoder'],
  'stream/web': [
    'TransformStream', 'TransformStreamDefaultController', 'WritableStream', 'WritableStreamDefaultController',
    'WritableStreamDefaultWriter', 'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader',
    'ReadableStreamBYOBRequest', 'ReadableByteStreamController', 'ReadableStreamDefaultController',
    'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream', 'TextDecoderStream', 'CompressionStream',
    'DecompressionStream',
  ],
  'buffer': ['Blob', 'File'],
  'perf_hooks': [
    'Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver',
    'PerformanceObserverEntryList', 'PerformanceResourceTiming',
  ],
  'internal/url_pattern': ['URLPattern'],
  'internal/messaging': ['BroadcastChannel', 'MessageChannel', 'MessagePort'],
  'internal/fetch': [
    'FormData', 'Headers', 'Request', 'Response', 'WebSocket', 'CloseEvent', 'MessageEvent', 'EventSource',
  ],
  'internal/crypto/webcrypto': ['Crypto', 'CryptoKey', 'SubtleCrypto'],
  'internal/navigator': ['Navigator'],
};
for (const [id, names] of Object.entries(lazyGlobals)) defineLazyProperties(globalThis, id, names, false);
atStart(() => {
  const { getOptionValue } = require('internal/options');
  const optionOf = {
    CloseEvent: '--experimental-websocket',
    EventSource: '--experimental-eventsource',
    Navigator: '--experimental-global-navigator',
    WebSocket: '--experimental-websocket',
    navigator: '--experimental-global-navigator',
  };
  for (const name of Object.keys(optionOf)) if (!getOptionValue(optionOf[name])) delete globalThis[name];
});
/** An attribute that has a getter but no setter, as the web's IDL has it. */
function defineLazyAttribute(name, id, property, replaceable = false) {
  const get = () => require(id)[property];
  Object.defineProperty(get, 'name', { __proto__: null, value: `get ${name}`, configurable: true });
  Object.defineProperty(globalThis, name, {
    __proto__: null, configurable: true, enumerable: true, get,
    set: replaceable ? (value) => { defineGlobal(name, value, true); } : undefined,
  });
}

// In the order in which Object.keys(globalThis) lists them.
defineLazyProperties(globalThis, 'internal/structured_clone', ['structuredClone']);
defineLazyProperties(globalThis, 'buffer', ['atob', 'btoa']);
defineLazyAttribute('performance', 'perf_hooks', 'performance', true);
defineLazyProperties(globalThis, 'internal/fetch', ['fetch']);
defineLazyAttribute('crypto', 'internal/crypto/webcrypto', 'crypto');
defineLazyAttribute('navigator', 'internal/navigator', 'navigator');
atStart(require('internal/wasm_streaming').installWasmStreaming);

// ---- 3. the rest of process ----

require('internal/process/per_process').install(process);

// ---- 4. modules that every program needs ----

require('internal/modules/cjs/loader');
require('internal/modules/esm_bridge');
