'use strict';
// DOMException (WebIDL, https://webidl.spec.whatwg.org/#idl-DOMException).
// Callers: internal/errors.lazyDOMException, the global `DOMException`, web APIs.
// Rule: an instance is a real Error: it has a stack, and `name`, `message`, `code` are accessors of the prototype.

const { codes } = require('internal/errors');

const LEGACY_CODES = {
  __proto__: null,
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
  NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10,
  InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15,
  TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20, URLMismatchError: 21,
  QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
};

const CONSTANTS = [
  'INDEX_SIZE_ERR', 'DOMSTRING_SIZE_ERR', 'HIERARCHY_REQUEST_ERR', 'WRONG_DOCUMENT_ERR', 'INVALID_CHARACTER_ERR',
  'NO_DATA_ALLOWED_ERR', 'NO_MODIFICATION_ALLOWED_ERR', 'NOT_FOUND_ERR', 'NOT_SUPPORTED_ERR', 'INUSE_ATTRIBUTE_ERR',
  'INVALID_STATE_ERR', 'SYNTAX_ERR', 'INVALID_MODIFICATION_ERR', 'NAMESPACE_ERR', 'INVALID_ACCESS_ERR',
  'VALIDATION_ERR', 'TYPE_MISMATCH_ERR', 'SECURITY_ERR', 'NETWORK_ERR', 'ABORT_ERR', 'URL_MISMATCH_ERR',
  'QUOTA_EXCEEDED_ERR', 'TIMEOUT_ERR', 'INVALID_NODE_TYPE_ERR', 'DATA_CLONE_ERR',
];

// Private fields put on an Error made elsewhere: the base constructor's return value is what gets them.
class ReturnTarget {
  constructor(target) {
    return target;
  }
}

class Brand extends ReturnTarget {
  #name;
  #message;
  #code;
  constructor(target, name, message) {
    super(target);
    this.#name = name;
    this.#message = message;
    this.#code = LEGACY_CODES[name] ?? 0;
  }
  static has(value) { return typeof value === 'object' && value !== null && #name in value; }
  static name(value) { return value.#name; }
  static message(value) { return value.#message; }
  static code(value) { return value.#code; }
}

function checkBrand(value) {
  if (!Brand.has(value)) throw new codes.ERR_INVALID_THIS('DOMException');
}

function DOMException(message = '', options = 'Error') {
  if (new.target === undefined) {
    throw new TypeError("Class constructor DOMException cannot be invoked without 'new'");
  }
  const self = new Error();
  Object.setPrototypeOf(self, new.target.prototype);
  delete self.message;
  let name = 'Error';
  if (options !== null && typeof options === 'object') {
    if (options.name !== undefined) name = `${options.name}`;
    if ('cause' in options) {
      Object.defineProperty(self, 'cause', {
        __proto__: null, value: options.cause, writable: true, enumerable: false, configurable: true,
      });
    }
  } else {
    name = `${options}`;
  }
  new Brand(self, name, `${message}`);
  Error.captureStackTrace(self, new.target);
  return self;
}

const accessors = {
  get name() { checkBrand(this); return Brand.name(this); },
  get message() { checkBrand(this); return Brand.message(this); },
  get code() { checkBrand(this); return Brand.code(this); },
};

DOMException.prototype = Object.create(Error.prototype, {
  constructor: { __proto__: null, value: DOMException, writable: true, configurable: true },
  [Symbol.toStringTag]: { __proto__: null, value: 'DOMException', configurable: true },
});
Object.defineProperty(DOMException, 'prototype', { __proto__: null, writable: false });
Object.defineProperty(DOMException, 'length', { __proto__: null, value: 0, configurable: true });
for (const key of ['name', 'message', 'code']) {
  Object.defineProperty(DOMException.prototype, key, {
    __proto__: null, ...Object.getOwnPropertyDescriptor(accessors, key), enumerable: true, configurable: true,
  });
}
for (let i = 0; i < CONSTANTS.length; i++) {
  const constant = { __proto__: null, value: i + 1, enumerable: true };
  Object.defineProperty(DOMException, CONSTANTS[i], constant);
  Object.defineProperty(DOMException.prototype, CONSTANTS[i], constant);
}

// ---- Structured clone (WebIDL, "DOMException" serialization steps) ----

const { kClone, registerCloneable } = require('internal/clone');

function takeApart() {
  return { type: 'DOMException', data: { name: Brand.name(this), message: Brand.message(this), stack: this.stack } };
}
Object.defineProperty(DOMException.prototype, kClone, {
  __proto__: null, enumerable: false, configurable: true,
  // An ordinary object that only inherits from the prototype is cloned as such.
  get() { return Brand.has(this) ? takeApart : undefined; },
});
registerCloneable('DOMException', ({ name, message, stack }) => {
  const copy = new DOMException(message, name);
  Object.defineProperty(copy, 'stack', { __proto__: null, value: stack, writable: true, enumerable: false, configurable: true });
  return copy;
});

module.exports = { DOMException, isDOMException: Brand.has };
