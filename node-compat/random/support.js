'use strict';
// What the areas share: random choices that a seed determines, values in words, and a transcript.
// An area is `module.exports = async (random, say) => { ... }`: one scenario, told line by line.

/** A source of choices that depends on the seed alone (mulberry32). @param {number} seed */
function makeRandom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit) => Math.floor(next() * limit); // 0 .. limit - 1
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(list.length)],
    /** @returns {Array} up to `most` results of `make` */
    list: (most, make) => Array.from({ length: int(most + 1) }, () => make()),
    text: (alphabet, most) => Array.from({ length: int(most + 1) }, () => alphabet[int(alphabet.length)]).join(''),
  };
}

// Further lines of a message are the runtime's own advice.
function describeError(error) {
  const code = error.code === undefined ? '' : ` [${String(error.code)}]`;
  const cause = error.cause === undefined ? '' : ` (cause: ${describe(error.cause)})`;
  return `${error.name}${code}: ${error.message.split('\n')[0]}${cause}`;
}

/** A value in a line's words; bytes that are no ASCII as hex. @returns {string} */
function describe(value) {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}...${value.length}` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Error) return describeError(value);
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} ${Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, 100)).toString('hex')}`;
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`;
  if (value.constructor !== Object && value.constructor !== undefined) return value.constructor.name;
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${describe(item)}`)
    .join(', ')}}`;
}

/** Calls `action` and says what came of it. @returns what it returned, undefined if it threw */
function attempt(say, name, action) {
  try {
    const result = action();
    say(name, result);
    return result;
  } catch (error) {
    say(`${name} throws`, error);
    return undefined;
  }
}

/** Calls `action` now, in a tick, in a microtask or in an immediate. */
function sometime(random, action) {
  random.pick([(fn) => fn(), process.nextTick, queueMicrotask, setImmediate])(action);
}

const immediate = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

module.exports = { makeRandom, describe, attempt, sometime, immediate };
