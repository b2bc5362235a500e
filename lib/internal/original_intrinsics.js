'use strict';
// What the language gives, as it was before the program ran: built-in modules are loaded when they are first used, and by
// then the program may have replaced or deleted what their code relies on (Array.prototype[Symbol.iterator], Map,
// Object.defineProperty ...). bootstrap/loader.js puts it back while it loads one.
//
// Nothing here may use what it guards by its name, hence the captured functions and the walk by index.

const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const push = Array.prototype.push;

const kGlobals = [
  'Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'DataView', 'Date', 'Error', 'Function', 'JSON', 'Map', 'Math', 'Number', 'Object',
  'Promise', 'Proxy', 'RangeError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'Uint8Array',
  'WeakMap', 'WeakRef', 'WeakSet',
];
const { iterator } = Symbol;
const arrays = Array.prototype;
const arrayIterators = getPrototypeOf([][iterator]());
const maps = Map.prototype;
const sets = Set.prototype;
const texts = String.prototype;
const objects = Object;
const world = globalThis;
const kHolders = [
  Array, arrays, Function.prototype, JSON, maps, Object, Promise, Promise.prototype, Reflect, RegExp.prototype, sets, texts,
  WeakMap.prototype, WeakSet.prototype, arrayIterators, getPrototypeOf(new Map()[iterator]()), getPrototypeOf(new Set()[iterator]()),
];

const watched = [];  // { holder, key, value, descriptor }

function watch(holder, key) {
  const descriptor = getOwnPropertyDescriptor(holder, key);
  if (!descriptor.configurable || descriptor.get !== undefined || descriptor.set !== undefined) return;
  Object.setPrototypeOf(descriptor, null);
  watched.push({ __proto__: null, holder, key, value: descriptor.value, descriptor });
}
for (const key of kGlobals) watch(world, key);
for (const holder of kHolders) for (const key of ownKeys(holder)) watch(holder, key);

// What nearly all built-ins use when they are loaded. Only when one of these differs all are compared: that takes long.
const original = {
  iterate: arrays[iterator], next: arrayIterators.next, push: arrays.push, map: arrays.map, forEach: arrays.forEach,
  filter: arrays.filter, get: maps.get, set: maps.set, add: sets.add, has: sets.has, split: texts.split, slice: texts.slice,
  startsWith: texts.startsWith, keys: Object.keys, entries: Object.entries, freeze: Object.freeze,
  defineProperty: Object.defineProperty, defineProperties: Object.defineProperties, setPrototypeOf: Object.setPrototypeOf,
  Array, Map, Object, Promise, Proxy, Reflect, RegExp, Set, Symbol, WeakMap,
};

const isAsBefore = () =>
  arrays[iterator] === original.iterate && arrayIterators.next === original.next && arrays.push === original.push &&
  arrays.map === original.map && arrays.forEach === original.forEach && arrays.filter === original.filter &&
  maps.get === original.get && maps.set === original.set && sets.add === original.add && sets.has === original.has &&
  texts.split === original.split && texts.slice === original.slice && texts.startsWith === original.startsWith &&
  objects.keys === original.keys && objects.entries === original.entries && objects.freeze === original.freeze &&
  objects.defineProperty === original.defineProperty && objects.defineProperties === original.defineProperties &&
  objects.setPrototypeOf === original.setPrototypeOf &&
  world.Array === original.Array && world.Map === original.Map && world.Object === original.Object &&
  world.Promise === original.Promise && world.Proxy === original.Proxy && world.Reflect === original.Reflect &&
  world.RegExp === original.RegExp && world.Set === original.Set && world.Symbol === original.Symbol &&
  world.WeakMap === original.WeakMap;

/** Puts back what has been replaced. @returns {object[]|undefined} for undo(); undefined: all is as it was */
function restore() {
  if (isAsBefore()) return undefined;
  let replaced;
  for (let i = 0; i < watched.length; i++) {
    const { holder, key, value, descriptor } = watched[i];
    if (holder[key] === value) continue;
    const own = getOwnPropertyDescriptor(holder, key);
    if (own === undefined || own.configurable) {
      replaced ??= [];
      apply(push, replaced, [{ __proto__: null, holder, key, own }]);
      defineProperty(holder, key, descriptor);
    }
  }
  return replaced;
}

/** @param {object[]} replaced what restore() gave */
function undo(replaced) {
  for (let i = replaced.length - 1; i >= 0; i--) {
    const { holder, key, own } = replaced[i];
    if (own === undefined) deleteProperty(holder, key);
    else defineProperty(holder, key, own);
  }
}

module.exports = { restore, undo };
