'use strict';
// process.finalization: callbacks for objects that are still alive when the process ends (Node's documentation: process,
// finalization.register). Rule: objects are held weakly, so that registering one does not keep it alive.

const { emitExperimentalWarning } = require('internal/util');
const { kValidateObjectAllowFunction, validateObject } = require('internal/validators');

// event -> Set of {ref, fn}
const registered = { __proto__: null, exit: new Set(), beforeExit: new Set() };
const entriesOf = new WeakMap();
const collected = new FinalizationRegistry((entry) => { registered[entry.event].delete(entry); });

function runAll(event) {
  for (const entry of registered[event]) {
    const object = entry.ref.deref();
    registered[event].delete(entry);
    const { fn } = entry;
    if (object !== undefined) fn(object, event);
  }
}

const listening = new Set();
function add(event, obj, fn) {
  validateObject(obj, 'obj', kValidateObjectAllowFunction);
  if (!listening.has(event)) {
    listening.add(event);
    process.on(event, () => runAll(event));
  }
  const entry = { ref: new WeakRef(obj), fn, event };
  registered[event].add(entry);
  if (!entriesOf.has(obj)) entriesOf.set(obj, []);
  entriesOf.get(obj).push(entry);
  collected.register(obj, entry, obj);
}

const finalization = {
  register(obj, fn) {
    emitExperimentalWarning('process.finalization.register');
    add('exit', obj, fn);
  },
  registerBeforeExit(obj, fn) {
    emitExperimentalWarning('process.finalization.registerBeforeExit');
    add('beforeExit', obj, fn);
  },
  unregister(obj) {
    emitExperimentalWarning('process.finalization.unregister');
    if (listening.size === 0) return;
    collected.unregister(obj);  // throws for what cannot have been registered
    for (const entry of entriesOf.get(obj) ?? []) registered[entry.event].delete(entry);
    entriesOf.delete(obj);
  },
};

module.exports = { finalization };
