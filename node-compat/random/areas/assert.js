'use strict';
// assert over pairs of random values that are nearly the same: what is equal, and the messages that say why not.

const assert = require('assert');
const util = require('util');

const LEAVES = [0, -0, 1, 1.5, NaN, '1', '', 'text', 'a\nb', 1n, true, false, null, undefined];
const METHODS = [
  'deepStrictEqual', 'deepEqual', 'notDeepStrictEqual', 'strictEqual', 'equal', 'partialDeepStrictEqual',
];

module.exports = async (random, say) => {
  // `twist`: how probably a part is made otherwise than its seed says; the same seeds and twist 0 make equal values.
  function make(seeds, depth, twist) {
    const kind = twist() ? random.int(16) : seeds.next(16);
    const leaf = () => LEAVES[twist() ? random.int(LEAVES.length) : seeds.next(LEAVES.length)];
    const inner = () => (depth > 0 ? make(seeds, depth - 1, twist) : leaf());
    const several = () => Array.from({ length: twist() ? random.int(4) : seeds.next(4) }, inner);
    const named = (target) => {
      for (const key of ['a', 'b', 'c'].slice(0, seeds.next(4))) if (!twist()) target[key] = inner();
      return target;
    };
    switch (kind) {
      case 0:
      case 1:
      case 2:
        return leaf();
      case 3:
      case 4:
      case 5:
        return named({});
      case 6:
        return named(Object.create(null));
      case 7:
      case 8:
        return several();
      case 9:
        return new Map(several().map((value, i) => [i % 2 === 0 ? `key${i}` : value, value]));
      case 10:
        return new Set(several());
      case 11:
        return named(Object.assign(new Error(String(leaf())), { stack: 'Error: somewhere' }));
      case 12:
        return new Date(Number(seeds.next(3)));
      case 13:
        return [/a/g, /a/i, /b/g][seeds.next(3)];
      case 14:
        return [new Uint8Array([1, 2]), new Float32Array([0, -0]), Buffer.from('ab'), new ArrayBuffer(2)][seeds.next(4)];
      default:
        return [
          Object(1),
          Object('a'),
          Object(1n),
          new (class Named {
            x = 1;
          })(),
          Symbol.iterator,
          Promise.prototype,
        ][seeds.next(6)];
    }
  }
  const pair = () => {
    const numbers = random.list(60, () => random.int(1000));
    const seeds = () => {
      let at = 0;
      return { next: (limit) => (numbers[at++] ?? 0) % limit };
    };
    const depth = random.int(4);
    const probability = random.pick([0, 0, 0.05, 0.2]);
    return [make(seeds(), depth, () => false), make(seeds(), depth, () => random.chance(probability))];
  };
  const tell = (name, action) => {
    try {
      action();
      say(`  ${name}`, 'passes');
    } catch (error) {
      say(
        `  ${name}`,
        error.name,
        error.code,
        error.message.replace(/^ {4}at .*\n?/gm, '').split('\n'),
        error.generatedMessage,
        error.operator,
      );
    }
  };
  for (let i = 0; i < 6; i++) {
    const [one, two] = pair();
    say(
      'pair',
      util.inspect(one, { depth: 5, breakLength: Infinity }),
      util.inspect(two, { depth: 5, breakLength: Infinity }),
    );
    for (const method of METHODS) tell(method, () => assert[method](one, two));
    say('  isDeepStrictEqual', util.isDeepStrictEqual(one, two));
  }
  const [thrown, expected] = pair();
  tell('throws', () =>
    assert.throws(
      () => {
        throw thrown;
      },
      random.pick([expected, thrown, { message: 'text' }, /text/, Error, (error) => error === thrown, undefined, 'text']),
    ),
  );
  tell('match', () => assert.match(random.pick(['text', 'a\nb', '', 5]), random.pick([/text/, /b/, /^$/, 'text'])));
  tell('strictEqual', () =>
    assert.strictEqual(
      random.text('ab\n', 30),
      random.text('ab\n', 30),
      random.pick([undefined, 'own message', new TypeError('own error')]),
    ),
  );
};
