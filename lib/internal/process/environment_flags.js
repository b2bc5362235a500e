'use strict';
// process.allowedNodeEnvironmentFlags: a read-only Set of the options that NODE_OPTIONS may hold. has() also accepts
// other spellings: '_' for '-', one or no dash in front, '=value' at the end, and Phasor's own options, which the list does
// not name: programs compare it with Node's.

function normalize(flag) {
  const equals = flag.indexOf('=');
  const name = (equals === -1 ? flag : flag.slice(0, equals)).replace(/_/g, '-');
  return name;
}

class NodeEnvironmentFlagsSet extends Set {
  #names;
  #known;
  constructor(names, own) {
    super(names);
    // has() asks these lists: Set.prototype.add.call() can change the set itself.
    this.#names = new Set(names);
    this.#known = new Set([...names, ...own]);
  }
  get size() { return this.#names.size; }
  forEach(callback, thisArg = undefined) {
    for (const name of this.#names) Reflect.apply(callback, thisArg, [name, name, this]);
  }
  values() { return this.#names.values(); }
  keys() { return this.#names.keys(); }
  entries() { return this.#names.entries(); }
  [Symbol.iterator]() { return this.#names.values(); }
  // The set cannot be changed, and trying is not an error.
  add() { return this; }
  delete() { return false; }
  clear() {}
  has(key) {
    if (typeof key !== 'string') return false;
    const name = normalize(key);
    if (this.#known.has(name)) return true;
    if (name.startsWith('--')) return false;
    return name.startsWith('-') ? this.#known.has(`-${name}`) : this.#known.has(`--${name}`) || this.#known.has(`-${name}`);
  }
}

const OTHER_NAMES = [
  '-C', '-r', '--debug-port', '--enable-network-family-autoselection', '--es-module-specifier-resolution',
  '--experimental-require-module', '--experimental-strip-types', '--experimental-test-isolation', '--loader',
  '--no-experimental-require-module', '--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--report-directory',
  '--trace-events-enabled',
];
// Options that once had an effect, and some of the process: there is nothing to take back.
const WITHOUT_NEGATION = [
  '--experimental-abortcontroller', '--experimental-fetch', '--experimental-global-customevent',
  '--experimental-global-webcrypto', '--experimental-json-modules', '--experimental-modules', '--experimental-quic',
  '--experimental-report', '--experimental-top-level-await', '--experimental-wasi-unstable-preview1',
  '--experimental-wasm-modules', '--experimental-worker', '--http-parser', '--napi-modules', '--node-memory-debug',
  '--prof-process', '--test-udp-no-try-send',
];

const PHASOR_NAMES = new Set(['--block-format', '--block-threshold', '--metrics']);

function make() {
  const absent = new Set(['--test-udp-no-try-send', ...PHASOR_NAMES, ...WITHOUT_NEGATION.map((name) => `--no-${name.slice(2)}`)]);
  const names = [...binding('options').environmentOptions().filter((name) => !absent.has(name)), ...OTHER_NAMES];
  const set = new NodeEnvironmentFlagsSet(names, PHASOR_NAMES);
  Object.freeze(NodeEnvironmentFlagsSet.prototype);
  return Object.freeze(set);
}

module.exports = { make };
