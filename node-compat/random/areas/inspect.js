'use strict';
// util.inspect and util.format over random values with random options.

const util = require('util');
const { attempt } = require('../support');

const KEYS = [
  'a', 'b', 'key', 'with space', "it's", '1', '01', '-1', 'constructor', '__proto__', 'length', 'toString', Symbol('sym'),
  Symbol(), Symbol.toStringTag,
];
const LEAVES = [
  0, -0, 1, 1.5, -3, 1e21, 123456789.123, NaN, Infinity, 10n, -12345678n, '', 'text', "it's", 'a "b"', 'a `b` "c" \'d\'',
  'line\nline', '\t\x07\u2028\ud800', 'long '.repeat(30), true, false, null, undefined, Symbol('s'), Symbol(),
];

const failure = Object.assign(new Error('of getter'), { stack: 'Error: of getter' });

class Named {
  constructor() {
    this.x = 1;
  }
}
class Extended extends Map {}
class Tagged {
  get [Symbol.toStringTag]() {
    return 'Tag';
  }
}
class Anonymous extends null {
  static make() {
    return Object.create(this.prototype);
  }
}
// Of a sloppy function: a strict one's has a `callee` that throws, with a stack of the runtime's own.
const makeArguments = new Function('return arguments');

function makeValue(random, depth, known) {
  const inner = () => (depth > 0 ? makeValue(random, depth - 1, known) : random.pick(LEAVES));
  const key = () => random.pick(KEYS);
  const remember = (value) => {
    known.push(value);
    return value;
  };
  const properties = (target) => {
    for (let i = random.int(4); i > 0; i--) {
      const descriptor = random.pick([
        () => ({ value: inner(), enumerable: random.chance(0.8) }),
        () => ({
          get: random.pick([
            () => 5,
            () => {
              throw failure;
            },
          ]),
          enumerable: true,
        }),
        () => ({ set() {}, enumerable: true }),
        () => ({
          get() {
            return this;
          },
          set() {},
          enumerable: true,
        }),
      ])();
      try {
        Object.defineProperty(target, key(), { __proto__: null, configurable: true, ...descriptor });
      } catch {
        /* a fixed one */
      }
    }
    return target;
  };
  return random.pick([
    () => random.pick(LEAVES),
    () => properties(remember({})),
    () => properties(remember(Object.create(null))),
    () =>
      properties(
        remember(Object.create(random.pick([Named.prototype, { inherited: 1 }, Array.prototype, Object.create(null)]))),
      ),
    () => {
      const list = remember(random.list(8, inner));
      if (random.chance(0.3)) list.length += random.int(4);
      return random.chance(0.3) ? properties(list) : list;
    },
    () => remember(new Map(random.list(3, () => [inner(), inner()]))),
    () => remember(new Set(random.list(4, inner))),
    () =>
      random.pick([
        new Map([[1, 2]]).entries(),
        new Set([5]).values(),
        [1, 2][Symbol.iterator](),
        'ab'[Symbol.iterator](),
        'ab'.matchAll(/./g),
      ]),
    () =>
      properties(
        random.pick([new Named(), new Extended([[1, { a: 1 }]]), new Tagged(), Anonymous.make(), new (class {})()]),
      ),
    () =>
      properties(
        random.pick([
          () => {},
          function named() {},
          async () => {},
          function* () {},
          class {},
          class A extends Named {},
          Math.max,
        ]),
      ),
    () =>
      properties(
        random.pick(
          [
            new Error('message'),
            new TypeError('multi\nline', { cause: 'why' }),
            new RangeError(''),
            new AggregateError([failure], 'all'),
          ].map((error) => {
            error.stack = random.pick([
              `${error.name}: ${error.message}\n    at place`,
              error.message,
              '',
              `Other: ${error.message}`,
            ]);
            return error;
          }),
        ),
      ),
    () =>
      properties(
        random.pick([
          new Date(0),
          new Date(NaN),
          /re/gi,
          Object(1),
          Object('boxed'),
          Object(1n),
          Object(Symbol('boxed')),
          new String(''),
          Object(false),
        ]),
      ),
    () =>
      random.pick([
        Promise.resolve(inner()),
        new Promise(() => {}),
        new WeakSet(),
        new WeakMap(),
        new ArrayBuffer(4),
        new DataView(new ArrayBuffer(2)),
        new SharedArrayBuffer(2),
        globalThis.Atomics,
        JSON,
      ]),
    () =>
      random.pick([
        new Uint8Array([1, 2]),
        new Float64Array(3),
        new BigInt64Array(2),
        Buffer.from('abc'),
        new Uint8Array(150),
      ]),
    () => new Proxy(random.pick([{ a: inner() }, ['first', inner()], function target() {}]), {}),
    () => ({
      [util.inspect.custom](level, options, inspect) {
        return random.pick([() => 'custom', () => ({ level }), () => inspect({ a: [1] }, options), () => undefined])();
      },
    }),
    () => (known.length > 0 ? random.pick(known) : {}),
    () => makeArguments(inner(), inner()),
  ])();
}

module.exports = async (random, say) => {
  const value = () => makeValue(random, random.int(4), []);
  for (let i = 0; i < 6; i++) {
    const options = {};
    const maybe = (probability, name, values) => {
      if (random.chance(probability)) options[name] = random.pick(values);
    };
    maybe(0.2, 'depth', [0, 1, null, Infinity, 5]);
    maybe(0.25, 'compact', [true, false, 0, 1, 2, 4]);
    maybe(0.25, 'breakLength', [10, 40, 80, 120, Infinity]);
    maybe(0.2, 'showHidden', [true]);
    maybe(0.2, 'colors', [true]);
    maybe(0.15, 'sorted', [true, (a, b) => (a < b ? 1 : -1)]);
    maybe(0.2, 'getters', [true, 'get', 'set']);
    maybe(0.15, 'maxArrayLength', [0, 1, 3, null]);
    maybe(0.15, 'maxStringLength', [0, 3, 10, null]);
    maybe(0.15, 'numericSeparator', [true]);
    maybe(0.1, 'showProxy', [true, 1]);
    maybe(0.1, 'customInspect', [false]);
    say('options', options);
    attempt(say, 'inspect', () => util.inspect(value(), options).split('\n'));
    const format = random.text(['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%x', ' ', 'text', '%'], 6);
    attempt(say, 'format', () => util.format(random.pick([format, value()]), ...random.list(3, value)).split('\n'));
  }
};
