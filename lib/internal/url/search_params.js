'use strict';
// URLSearchParams (https://url.spec.whatwg.org/#interface-urlsearchparams): a list of pairs, kept flat. One that belongs
// to a URL tells it of every change.

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');

// ---- application/x-www-form-urlencoded ----

function decodeBytes(text) {
  const { unescapeBuffer } = require('querystring');
  const { Buffer } = require('buffer');
  // unescapeBuffer takes characters for bytes: the UTF-8 bytes are spelt as such.
  return unescapeBuffer(Buffer.from(text).latin1Slice()).utf8Slice();
}

function decode(text) {
  if (text.includes('+')) text = text.replaceAll('+', ' ');
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeBytes(text);
  }
}

/** @param {string} query well-formed, without '?' @returns {string[]} names and values in turn */
function parseQuery(query) {
  const list = [];
  for (let start = 0; start < query.length;) {
    let end = query.indexOf('&', start);
    if (end === -1) end = query.length;
    if (end > start) {
      const mark = query.indexOf('=', start);
      if (mark === -1 || mark > end) list.push(decode(query.slice(start, end)), '');
      else list.push(decode(query.slice(start, mark)), decode(query.slice(mark + 1, end)));
    }
    start = end + 1;
  }
  return list;
}

const kPlain = /^[A-Za-z0-9*\-._]*$/;
const kLeftByEncode = /%20|[!'()~]/g;
const kReplacements = {
  '__proto__': null, '%20': '+', '!': '%21', "'": '%27', '(': '%28', ')': '%29', '~': '%7E',
};

function encode(text) {
  if (kPlain.test(text)) return text;
  return encodeURIComponent(text).replace(kLeftByEncode, (character) => kReplacements[character]);
}

function serialize(list) {
  let query = '';
  for (let i = 0; i < list.length; i += 2) {
    query += `${i === 0 ? '' : '&'}${encode(list[i])}=${encode(list[i + 1])}`;
  }
  return query;
}

/** A WebIDL USVString. */
function toText(value) {
  return `${value}`.toWellFormed();
}

// ---- Construction from what is not a string ----

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function listFromPairs(pairs, iterator) {
  if (typeof iterator !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
  const list = [];
  for (const pair of { [Symbol.iterator]: () => iterator.call(pairs) }) {
    if (!isObject(pair) || typeof pair[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    }
    const [name, value, ...more] = pair;
    const complete = more.length === 0 && (Array.isArray(pair) ? pair.length === 2 : [...pair].length === 2);
    if (!complete) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    list.push(toText(name), toText(value));
  }
  return list;
}

function listFromRecord(record) {
  const places = new Map();
  const list = [];
  for (const key of Reflect.ownKeys(record)) {
    if (!Reflect.getOwnPropertyDescriptor(record, key)?.enumerable) continue;
    const name = toText(key);
    const value = toText(record[key]);
    const place = places.get(name);
    if (place !== undefined) {
      list[place] = value;
    } else {
      places.set(name, list.length + 1);
      list.push(name, value);
    }
  }
  return list;
}

// ---- The class ----

let attach;
let reload;
let listOf;

class URLSearchParams {
  #list;
  #onChange;
  #text;  // what toString() answered, until the list changes

  constructor(init = undefined) {
    if (init === undefined) {
      this.#list = [];
    } else if (!isObject(init)) {
      const query = toText(init);
      this.#list = parseQuery(query[0] === '?' ? query.slice(1) : query);
    } else {
      const iterator = init[Symbol.iterator];
      if (#list in init && iterator === entries) this.#list = init.#list.slice();
      else if (iterator != null) this.#list = listFromPairs(init, iterator);
      else this.#list = listFromRecord(init);
    }
  }

  static {
    attach = (search, onChange) => {
      const params = new URLSearchParams(search);
      params.#onChange = onChange;
      return params;
    };
    reload = (params, search) => {
      params.#list = parseQuery(search.slice(1));
      params.#text = undefined;
    };
    listOf = (value) => (typeof value === 'object' && value !== null && #list in value ? value.#list : undefined);
  }

  #changed() {
    this.#text = undefined;
    if (this.#onChange === undefined) return;
    const query = this.#text = serialize(this.#list);
    this.#onChange(query === '' ? '' : `?${query}`);
  }

  [customInspectSymbol](depth, options) {
    const list = checkThis(this);
    const { inspect } = require('internal/util/inspect');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const inner = innerOptions(depth, options);
    const shown = [];
    for (let i = 0; i < list.length; i += 2) {
      shown.push(`${inspect(list[i], inner)} => ${inspect(list[i + 1], inner)}`);
    }
    return `${this.constructor.name} ${braces(shown, inner)}`;
  }

  get size() {
    return checkThis(this).length / 2;
  }

  append(name, value) {
    const list = checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    name = toText(name);
    list.push(name, toText(value));
    this.#changed();
  }

  delete(name, value = undefined) {
    const list = checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = toText(name);
    if (value !== undefined) value = toText(value);
    let kept = 0;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) continue;
      list[kept++] = list[i];
      list[kept++] = list[i + 1];
    }
    list.length = kept;
    this.#changed();
  }

  get(name) {
    const list = checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = toText(name);
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) return list[i + 1];
    }
    return null;
  }

  getAll(name) {
    const list = checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = toText(name);
    const values = [];
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) values.push(list[i + 1]);
    }
    return values;
  }

  has(name, value = undefined) {
    const list = checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = toText(name);
    if (value !== undefined) value = toText(value);
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) return true;
    }
    return false;
  }

  set(name, value) {
    const list = checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    name = toText(name);
    value = toText(value);
    let kept = 0;
    let found = false;
    for (let i = 0; i < list.length; i += 2) {
      const same = list[i] === name;
      if (same && found) continue;
      list[kept++] = list[i];
      list[kept++] = same ? value : list[i + 1];
      found ||= same;
    }
    list.length = kept;
    if (!found) list.push(name, value);
    this.#changed();
  }

  sort() {
    const list = checkThis(this);
    const pairs = [];
    for (let i = 0; i < list.length; i += 2) pairs.push([list[i], list[i + 1]]);
    // Names compare by their UTF-16 units, and sort() is stable.
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    for (let i = 0; i < pairs.length; i++) [list[2 * i], list[2 * i + 1]] = pairs[i];
    this.#changed();
  }

  entries() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'entries');
  }

  forEach(callback, thisArg = undefined) {
    checkThis(this);
    validateFunction(callback, 'callback');
    // Not the list of now: the callback may change it, and a URL may replace it.
    for (let i = 0; i < this.#list.length; i += 2) {
      callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
    }
  }

  keys() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'keys');
  }

  values() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'values');
  }

  toString() {
    checkThis(this);
    return this.#text ??= serialize(this.#list);
  }
}

function checkThis(value) {
  const list = listOf(value);
  if (list === undefined) throw new ERR_INVALID_THIS('URLSearchParams');
  return list;
}

/** Options for what stands inside of an object that is being inspected. */
function innerOptions(depth, options) {
  const inner = { ...options };
  if (depth !== null) inner.depth = depth - 1;
  return inner;
}

/** '{ a, b }', or a line for each when they do not fit. */
function braces(shown, options) {
  if (shown.length === 0) return '{}';
  const length = shown.reduce((sum, text) => sum + text.replace(/\x1b\[\d\d?m/g, '').length + 2, -2);
  if (length <= options.breakLength) return `{ ${shown.join(', ')} }`;
  return `{\n  ${shown.join(',\n  ')} }`;
}

const { entries } = URLSearchParams.prototype;

Object.defineProperties(URLSearchParams.prototype, {
  size: kEnumerableProperty,
  append: kEnumerableProperty,
  delete: kEnumerableProperty,
  get: kEnumerableProperty,
  getAll: kEnumerableProperty,
  has: kEnumerableProperty,
  set: kEnumerableProperty,
  sort: kEnumerableProperty,
  entries: kEnumerableProperty,
  forEach: kEnumerableProperty,
  keys: kEnumerableProperty,
  values: kEnumerableProperty,
  toString: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'URLSearchParams', configurable: true },
  [Symbol.iterator]: { __proto__: null, value: entries, writable: true, configurable: true },
});

// ---- Iterators ----

class URLSearchParamsIterator {
  #target;
  #kind;
  #index = 0;

  constructor(target, kind) {
    this.#target = target;
    this.#kind = kind;
  }

  #item(list, index) {
    if (this.#kind === 'keys') return list[index];
    return this.#kind === 'values' ? list[index + 1] : [list[index], list[index + 1]];
  }

  next() {
    if (typeof this !== 'object' || this === null || !(#target in this)) {
      throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    }
    const list = listOf(this.#target);
    const index = this.#index;
    if (index >= list.length) return { value: undefined, done: true };
    this.#index = index + 2;
    return { value: this.#item(list, index), done: false };
  }

  [customInspectSymbol](depth, options) {
    if (typeof this !== 'object' || this === null || !(#target in this)) {
      throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    }
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const { inspect } = require('internal/util/inspect');
    const inner = innerOptions(depth, options);
    const list = listOf(this.#target);
    const shown = [];
    for (let i = this.#index; i < list.length; i += 2) shown.push(inspect(this.#item(list, i), inner));
    return `${this[Symbol.toStringTag]} ${shown.length === 0 ? '{  }' : braces(shown, inner)}`;
  }
}

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
delete URLSearchParamsIterator.prototype.constructor;
Object.setPrototypeOf(URLSearchParamsIterator.prototype, IteratorPrototype);
Object.defineProperties(URLSearchParamsIterator.prototype, {
  next: kEnumerableProperty,
  [customInspectSymbol]: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'URLSearchParams Iterator', configurable: true },
});

module.exports = { URLSearchParams, attach, reload };
