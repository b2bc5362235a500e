'use strict';
// v8.promiseHooks: V8's four hooks of promises, for whoever asks. async_context.js joins them with its own.

const { setExtraPromiseHooks } = require('internal/async_context');
const { validateFunction } = require('internal/validators');

const NAMES = ['init', 'before', 'after', 'settled'];
const lists = [[], [], [], []];

// V8 would not wait for what an async function does.
function validateHook(hook, name) {
  validateFunction(hook, name);
  if (require('util').types.isAsyncFunction(hook)) {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE(name, 'function', hook);
  }
}

function update() {
  setExtraPromiseHooks(lists.some((list) => list.length > 0) ? lists.map((list) => [...list]) : undefined);
}

function add(index, hook) {
  validateHook(hook, `${NAMES[index]}Hook`);
  // One function may be given twice: each is taken away by its own stop().
  const entry = (promise, parent) => hook(promise, parent);
  lists[index].push(entry);
  update();
  return () => {
    const at = lists[index].indexOf(entry);
    if (at === -1) return;
    lists[index].splice(at, 1);
    update();
  };
}

/** @param {{init?: Function, before?: Function, after?: Function, settled?: Function}} [callbacks] */
function createHook(callbacks = {}) {
  NAMES.forEach((name) => {
    if (callbacks[name]) validateHook(callbacks[name], `${name}Hook`);
  });
  const stops = [];
  NAMES.forEach((name, index) => {
    if (callbacks[name]) stops.push(add(index, callbacks[name]));
  });
  return () => { for (const stop of stops) stop(); };
}

module.exports = {
  createHook,
  onInit: (hook) => add(0, hook),
  onBefore: (hook) => add(1, hook),
  onAfter: (hook) => add(2, hook),
  onSettled: (hook) => add(3, hook),
};
