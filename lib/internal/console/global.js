'use strict';
// The global console: the methods of Console bound to one object whose streams are process.stdout and process.stderr,
// and what V8 adds. Callers: lib/bootstrap/node.js (lazily), lib/console.js.

const { Console, kBindProperties, kBindStreamsLazy } = require('internal/console/constructor');
const { v8Console } = require('internal/console/v8');

const tasks = new WeakSet();

/**
 * console.createTask(): V8 has it only with an inspector, which alone sees more of a task than that its function runs.
 * @param {string} name
 * @returns {{run: (fn: Function) => unknown}}
 */
const createTask = (name = undefined) => {
  if (typeof name !== 'string' || name === '') throw new Error('First argument must be a non-empty string.');
  const task = { run };
  tasks.add(task);
  return task;
};

const { run } = {
  run(fn = undefined) {
    if (!tasks.has(this)) throw new Error("'run' called with illegal receiver.");
    if (typeof fn !== 'function') throw new Error('First argument must be a function.');
    return Reflect.apply(fn, undefined, []);
  },
};

// As in browsers, console's prototype is an empty object.
const globalConsole = Object.create({});

for (const key of Reflect.ownKeys(Console.prototype)) {
  if (key === 'constructor') continue;
  const descriptor = Object.getOwnPropertyDescriptor(Console.prototype, key);
  if (typeof key === 'string') {
    descriptor.value = Object.defineProperties(descriptor.value.bind(globalConsole), {
      name: { __proto__: null, value: key, configurable: true },
      length: { __proto__: null, value: 0, configurable: true },
    });
  }
  Object.setPrototypeOf(descriptor, null);
  Object.defineProperty(globalConsole, key, descriptor);
}

globalConsole[kBindProperties](true, 'auto');
globalConsole.Console = Console;
for (const key of ['profile', 'profileEnd', 'timeStamp', 'context']) {
  if (v8Console?.[key] !== undefined) globalConsole[key] = v8Console[key];
}
globalConsole.createTask = createTask;
globalConsole[kBindStreamsLazy](process);

module.exports = globalConsole;
