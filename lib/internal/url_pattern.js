'use strict';
// URLPattern (https://urlpattern.spec.whatwg.org/): converts arguments and results; the native Pattern matches.

const { makeException } = require('internal/webidl');
const { kEnumerableProperty } = require('internal/util');
const { Pattern } = binding('url_pattern');

// Components in the native's order.
const kComponents = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
const kFields = [...kComponents, 'baseURL'];
// The order of the properties of exec()'s result.
const kResultOrder = [
  'hash', 'hostname', 'inputs', 'password', 'pathname', 'port', 'protocol', 'search', 'username',
];

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** What the native takes: a string, or the fields of a URLPatternInit. */
function toInput(input, message) {
  if (input === undefined || input === null) return new Array(kFields.length).fill(undefined);
  if (typeof input === 'string') return input.toWellFormed();
  if (!isObject(input)) throw makeException(message);
  return kFields.map((key) => {
    const value = input[key];
    return typeof value === 'string' ? value.toWellFormed() : undefined;  // Node ignores what is not a string
  });
}

function toBase(base) {
  if (base === undefined) return undefined;
  if (base === null) return 'null';  // as Web IDL says; the parser refuses it
  if (typeof base !== 'string') throw makeException('baseURL must be a string');
  return base.toWellFormed();
}

class URLPattern {
  #pattern;

  constructor(input = undefined, baseOrOptions = undefined, options = undefined) {
    const text = toInput(input, 'Input must be an object or a string');
    let base;
    if (typeof baseOrOptions === 'string') {
      base = baseOrOptions;
    } else if (arguments.length > 2) {
      if (baseOrOptions != null) throw makeException('second argument must be a string');
      base = `${baseOrOptions}`;  // as Web IDL says; the parser refuses it
    } else if (isObject(baseOrOptions)) {
      options = baseOrOptions;
    } else if (baseOrOptions !== undefined && baseOrOptions !== null) {
      throw makeException('second argument must be a string or object');
    }
    if (options !== undefined && options !== null && !isObject(options)) {
      throw makeException('options must be an object');
    }
    const pattern = new Pattern(text, base?.toWellFormed(), Boolean(options?.ignoreCase));
    if (!pattern.valid()) throw makeException('Failed to construct URLPattern', 'ERR_INVALID_URL_PATTERN');
    this.#pattern = pattern;
  }

  /** The matcher of a receiver, which can be anything. */
  static #of(value) {
    if (typeof value !== 'object' || value === null || !(#pattern in value)) throw new TypeError('Illegal invocation');
    return value.#pattern;
  }

  get protocol() { return URLPattern.#of(this).get(0); }
  get username() { return URLPattern.#of(this).get(1); }
  get password() { return URLPattern.#of(this).get(2); }
  get hostname() { return URLPattern.#of(this).get(3); }
  get port() { return URLPattern.#of(this).get(4); }
  get pathname() { return URLPattern.#of(this).get(5); }
  get search() { return URLPattern.#of(this).get(6); }
  get hash() { return URLPattern.#of(this).get(7); }
  get hasRegExpGroups() { return URLPattern.#of(this).hasRegExpGroups(); }

  exec(input = undefined, baseURL = undefined) {
    const pattern = URLPattern.#of(this);
    const text = toInput(input, 'URLPattern input needs to be a string or an object');
    const base = toBase(baseURL);
    const found = pattern.exec(text, base);
    if (found === undefined) throw makeException('Failed to exec URLPattern', 'ERR_OPERATION_FAILED');
    if (found === null) return null;
    const inputs = [typeof text === 'string' ? text : toInit(text)];
    if (base !== undefined) inputs.push(base);
    const result = { __proto__: null };
    for (const key of kResultOrder) {
      const index = kComponents.indexOf(key);
      result[key] = index === -1 ? inputs : { groups: found[2 * index + 1], input: found[2 * index] };
    }
    return result;
  }

  test(input = undefined, baseURL = undefined) {
    const pattern = URLPattern.#of(this);
    const text = toInput(input, 'URLPattern input needs to be a string or an object');
    const answer = pattern.test(text, toBase(baseURL));
    if (answer === undefined) throw makeException('Failed to test URLPattern', 'ERR_OPERATION_FAILED');
    return answer;
  }
}

function toInit(fields) {
  const init = {};
  for (let i = 0; i < kFields.length; i++) init[kFields[i]] = fields[i];
  return init;
}

const enumerable = { __proto__: null };
for (const key of ['exec', 'test']) enumerable[key] = kEnumerableProperty;
for (const key of [...kComponents, 'hasRegExpGroups']) enumerable[key] = { ...kEnumerableProperty, configurable: false };
Object.defineProperties(URLPattern.prototype, enumerable);

// Node's is a native function, which says this in its own words when called without `new`.
const Callable = new Proxy(URLPattern, {
  apply() {
    throw makeException('Cannot call constructor without `new`', 'ERR_CONSTRUCT_CALL_REQUIRED');
  },
});
Object.defineProperty(URLPattern.prototype, 'constructor', {
  __proto__: null, value: Callable, writable: true, enumerable: false, configurable: true,
});

module.exports = { URLPattern: Callable };
