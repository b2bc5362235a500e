'use strict';
// File (https://w3c.github.io/FileAPI/#file-section): a Blob with a name and a time.

const { codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { Blob, cloneData, revive } = require('internal/blob');
const { kClone, registerCloneable } = require('internal/clone');

const withoutNaN = (number) => (Number.isNaN(number) ? 0 : number);

class File extends Blob {
  #name;
  #lastModified;

  constructor(fileBits, fileName, options = undefined) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(fileBits, options);
    const lastModified = options?.lastModified;
    this.#lastModified = lastModified === undefined ? Date.now() : withoutNaN(+lastModified);
    this.#name = `${fileName}`.toWellFormed();
  }

  static check(value) {
    if (typeof value !== 'object' || value === null || !(#name in value)) throw new ERR_INVALID_THIS('File');
  }

  get name() {
    check(this);
    return this.#name;
  }

  get lastModified() {
    check(this);
    return this.#lastModified;
  }

  [kClone]() {
    const { name, lastModified } = this;
    return { type: 'File', data: { ...cloneData(this), name, lastModified } };
  }

  [customInspectSymbol](depth, options) {
    if (typeof depth === 'number' && depth < 0) return options.stylize('[File]', 'special');
    const { inspect } = require('internal/util/inspect');
    const { size, type, name, lastModified } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `File ${inspect({ size, type, name, lastModified }, inner)}`;
  }
}

const { check } = File;
delete File.check;

Object.defineProperties(File.prototype, {
  name: kEnumerableProperty,
  lastModified: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, value: 'File', configurable: true },
});

registerCloneable('File', ({ bytes, type, name, lastModified }) =>
  new File([revive({ bytes, type })], name, { type, lastModified }));

module.exports = { File };
