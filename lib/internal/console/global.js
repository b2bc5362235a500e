'use strict';
// The global console: the methods of Console bound to one object whose streams are process.stdout and process.stderr,
// and what V8 adds. Callers: lib/bootstrap/node.js (lazily), lib/console.js.

const { Console, kBindProperties, kBindStreamsLazy } = require('internal/console/constructor');
const { v8Console } = require('internal/console/v8');

// As in browsers, console's prototype is an empty object.
const globalConsole = Object.create({});

for (const key of Reflect.ownKeys(Console.prototype)) {
  if (key === 'constructor') continue;
  const descriptor = Object.getOwnPropertyDescriptor(Console.prototype, key);
  if (typeof key === 'string') {
    descriptor.value = Object.defineProperty(descriptor.value.bind(globalConsole), 'name', {
      __proto__: null, value: key, configurable: true,
    });
  }
  Object.setPrototypeOf(descriptor, null);
  Object.defineProperty(globalConsole, key, descriptor);
}

globalConsole[kBindProperties](true, 'auto');
globalConsole.Console = Console;
for (const key of ['profile', 'profileEnd', 'timeStamp', 'context', 'createTask']) {
  if (v8Console?.[key] !== undefined) globalConsole[key] = v8Console[key];
}
globalConsole[kBindStreamsLazy](process);

module.exports = globalConsole;
