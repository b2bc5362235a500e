'use strict';
// Reading, writing, declaring and deleting globals of contexts over objects of many kinds.
const vm = require('vm');
const util = require('util');

function show(name, call) {
  try {
    console.log(name, '=>', util.inspect(call(), { depth: 0 }));
  } catch (error) {
    console.log(name, '!!', util.types.isNativeError(error) ? `${error.name} ${error.message}` : error);
  }
}

const TRAPS = {
  has: (target, key) => key === 'trap' || key in target,
  get: (target, key) => (key === 'trap' ? 'T' : target[key]),
  set(target, key, value) {
    target[key] = `${value}!`;
    return true;
  },
};
const OBJECTS = {
  plain: () => ({ a: 1 }),
  frozen: () => Object.freeze({ a: 1 }),
  sealed: () => Object.seal({ a: 1 }),
  'without prototype': () => Object.create(null),
  array: () => [1, 2],
  'transparent proxy': () => new Proxy({ a: 1 }, {}),
  'trapping proxy': () => new Proxy({ a: 1 }, TRAPS),
  'read-only property': () => Object.defineProperty({}, 'a', { value: 1 }),
  'throwing accessors': () => ({ get a() { throw new Error('get'); }, set a(value) { throw new Error('set'); } }),
  'inherited accessors': () => Object.create({ get a() { return this.stored; }, set a(value) { this.stored = value; } }),
};
const CODES = [
  'a', 'a = 2; a', '"use strict"; a = 3', 'b = 1; b', '"use strict"; this.c = 1', 'var d = 1; d', 'function e() {}; typeof e', 'delete a',
  '"a" in this', 'typeof a', 'Object.keys(this)', 'trap', 'Object.getOwnPropertyDescriptor(this, "a")',
  'Object.defineProperty(this, "a", { value: 7, configurable: true }).a', 'let x = 1; x', 'x', 'typeof nothing', 'nothing',
  'this === globalThis', 'this[0] = 5; this[0]', 'delete this[0]', 'Object.isExtensible(this)', 'undefined = 1; undefined', 'for (var k in this) k',
];
for (const [kind, make] of Object.entries(OBJECTS)) {
  const object = make();
  const context = vm.createContext(object);
  for (const code of CODES) show(`${kind}: ${code}`, () => vm.runInContext(code, context));
  show(`${kind} afterwards`, () => Reflect.ownKeys(object));
}
