'use strict';
// Prints the public surface of an object: names, kinds, arity, enumerability; classes with their prototypes. Left out is
// what Node keeps for itself: names that start with an underscore or like constants (kName), V8's `arguments` and `caller`,
// and symbols other than JavaScript's own and those that programs can reach by Symbol.for().

/**
 * @param {string} label
 * @param {object} object
 * @param {number} [depth] 0: without prototypes of classes
 * @param {string[]} [skipped] what is not printed, by its label
 */
function describe(label, object, depth = 1, skipped = []) {
  for (const key of Reflect.ownKeys(object).sort((a, b) => (String(a) < String(b) ? -1 : 1))) {
    if (isPrivate(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    const flags = (descriptor.enumerable ? 'e' : '-') + (descriptor.configurable ? 'c' : '-') +
      (descriptor.writable === undefined ? '' : descriptor.writable ? 'w' : '-');
    const name = `${label}.${String(key)}`;
    if (skipped.includes(name)) continue;
    console.log(`${name} ${flags} ${kindOf(descriptor)}`);
    const value = descriptor.value;
    if (depth > 0 && typeof value === 'function' && key !== 'constructor' && value.prototype && isClassLike(value)) {
      describe(`${name}.prototype`, value.prototype, 0, skipped);
    }
  }
}

function isPrivate(key) {
  if (typeof key === 'string') return /^(_|k[A-Z]|arguments$|caller$)/.test(key);
  return Symbol.keyFor(key) === undefined && !key.description.startsWith('Symbol.');
}

function isClassLike(value) {
  return /^[A-Z]/.test(value.name) && Reflect.ownKeys(value.prototype).length > 1;
}

function kindOf({ value, get, set }) {
  if (get || set) return `accessor${get ? ' get' : ''}${set ? ' set' : ''}`;
  if (typeof value === 'function') return `function/${value.length}`;
  if (value === null) return 'null';
  return typeof value;
}

module.exports = describe;
