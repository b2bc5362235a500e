'use strict';
// The wording of errors whose message depends on the kinds of its arguments: what a value is called, lists of types,
// digits in groups. Callers: the error table (internal/error_table) and validators.
// Rule: inspect is loaded only when a value needs it; primitives are written here.

/** @param {string[]} items @param {string} word 'or' or 'and' @returns {string} 'a', 'a or b', 'a, b, or c' */
function list(items, word) {
  switch (items.length) {
    case 0: return '';
    case 1: return `${items[0]}`;
    case 2: return `${items[0]} ${word} ${items[1]}`;
    default: return `${items.slice(0, -1).join(', ')}, ${word} ${items[items.length - 1]}`;
  }
}

const PLAIN_TEXT = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;

/** util.inspect, which is loaded only for values that are not simple. */
function inspect(value, options) {
  switch (typeof value) {
    case 'undefined': return 'undefined';
    case 'boolean': return `${value}`;
    case 'number': return Object.is(value, -0) ? '-0' : `${value}`;
    case 'string':
      if (PLAIN_TEXT.test(value)) return `'${value}'`;
  }
  return value === null ? 'null' : require('internal/util/inspect').inspect(value, options);
}

/**
 * What a wrong argument is, for "Received ...": `type number (5)`, `an instance of Map`, `function foo`.
 * @param {unknown} value
 * @returns {string}
 */
function describe(value) {
  switch (typeof value) {
    case 'undefined': return 'undefined';
    case 'number': return `type number (${Object.is(value, -0) ? '-0' : value})`;
    case 'boolean': return `type boolean (${value})`;
    case 'bigint': return `type bigint (${value}n)`;
    case 'symbol': return `type symbol (${value.toString()})`;
    case 'function': return `function ${value.name}`;
    case 'string': {
      const shown = value.length > 28 ? `${value.slice(0, 25)}...` : value;
      return shown.includes("'") ? `type string (${JSON.stringify(shown)})` : `type string ('${shown}')`;
    }
  }
  if (value === null) return 'null';
  if (value.constructor?.name !== undefined && 'name' in value.constructor) {
    return `an instance of ${value.constructor.name}`;
  }
  return inspect(value, { depth: -1 });
}

const PRIMITIVES = new Set(['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol']);
const CLASS_NAME = /^[A-Z][a-zA-Z0-9]*$/;

// Sorts the accepted kinds into the three groups that the sentence treats differently.
function groupKinds(expected) {
  const types = [];
  const classes = [];
  const others = [];
  for (const kind of expected) {
    if (PRIMITIVES.has(kind)) types.push(kind);
    else if (kind === 'Function' || kind === 'Object') types.push(kind.toLowerCase());
    else if (CLASS_NAME.test(kind)) classes.push(kind);
    else others.push(kind);
  }
  const object = types.indexOf('object');
  if (classes.length > 0 && object !== -1) {
    types.splice(object, 1);
    classes.push('Object');
  }
  return { types, classes, others };
}

function expectedKinds(expected) {
  const { types, classes, others } = groupKinds(expected);
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${list(types, 'or')}`);
  if (classes.length > 0) parts.push(`an instance of ${list(classes, 'or')}`);
  if (others.length > 1) {
    parts.push(`one of ${list(others, 'or')}`);
  } else if (others.length === 1) {
    parts.push(others[0].toLowerCase() === others[0] ? others[0] : `an ${others[0]}`);
  }
  return parts.join(' or ');
}

function subject(name) {
  if (name.endsWith(' argument')) return `The ${name}`;
  return `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

/** @param {string} name @param {string|string[]} expected @param {unknown} actual */
function invalidArgType(name, expected, actual) {
  const kinds = expectedKinds(Array.isArray(expected) ? expected : [expected]);
  return `${subject(name)} must be ${kinds}. Received ${describe(actual)}`;
}

/** @param {string} name @param {unknown} value @param {string} [reason] */
function invalidArgValue(name, value, reason = 'is invalid') {
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
}

/** '1234567' to '1_234_567'; keeps a sign. */
function groupDigits(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, '_');
}

/** @param {string} name @param {string} range @param {unknown} input @param {boolean} [wholeSentence] */
function outOfRange(name, range, input, wholeSentence = false) {
  const start = wholeSentence ? name : `The value of "${name}" is out of range.`;
  let received;
  if (Number.isInteger(input) && Math.abs(input) > 2 ** 32) {
    received = groupDigits(String(input));
  } else if (typeof input === 'bigint') {
    const limit = 2n ** 32n;
    received = `${input > limit || input < -limit ? groupDigits(String(input)) : input}n`;
  } else {
    received = inspect(input);
  }
  return `${start} It must be ${range}. Received ${received}`;
}

/** Each argument is a name, or an array of names of which one is enough. */
function missingArgs(...names) {
  const quoted = names.map((name) => {
    return Array.isArray(name) ? name.map((one) => `"${one}"`).join(' or ') : `"${name}"`;
  });
  return `The ${list(quoted, 'and')} argument${names.length > 1 ? 's' : ''} must be specified`;
}

function invalidAddressFamily(addressType, host, port) {
  this.host = host;
  this.port = port;
  return `Invalid address family: ${addressType} ${host}:${port}`;
}

function invalidPackageTarget(packagePath, key, target, isImport = false, base = undefined) {
  const hint = typeof target === 'string' && !isImport && target.length > 0 && !target.startsWith('./') ?
    '; targets must start with "./"' : '';
  const where = `${packagePath}package.json${base ? ` imported from ${base}` : ''}${hint}`;
  if (key === '.') {
    return `Invalid "exports" main target ${JSON.stringify(target)} defined in the package config ${where}`;
  }
  return `Invalid "${isImport ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined for '${key}' in the ` +
    `package config ${where}`;
}

/** @param {string} [specifier] @returns {string} what follows a message about a module that was not found */
function didYouMean(specifier) {
  return specifier === undefined ? '' : `\nDid you mean to import "${specifier}"?`;
}

/** An own property, whatever Error.prototype has been given. */
function defineOwn(error, name, value) {
  Object.defineProperty(error, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

function defineHidden(error, name, value) {
  Object.defineProperty(error, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

function requireEsm(filename, hasEsmSyntax, parentPath = null, packageJsonPath = null) {
  let message = `require() of ES Module ${filename}${parentPath ? ` from ${parentPath}` : ''} not supported.`;
  if (!packageJsonPath) {
    if (filename.endsWith('.mjs')) {
      message += `\nInstead change the require of ${filename} to a dynamic import() which is available in all ` +
        'CommonJS modules.';
    }
    return message;
  }
  const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
  // The file and who asks for it may have the same name.
  const name = parentPath && nameOf(parentPath) === nameOf(filename) ? filename : nameOf(filename);
  if (hasEsmSyntax) {
    return message + `\nInstead change the require of ${name} in ${parentPath} to a dynamic import() which is ` +
      'available in all CommonJS modules.';
  }
  return message + `\n${name} is treated as an ES module file as it is a .js file whose nearest parent package.json ` +
    'contains "type": "module" which declares all .js files in that package scope as ES modules.\n' +
    `Instead either rename ${name} to end in .cjs, change the requiring code to use dynamic import() which is ` +
    'available in all CommonJS modules, or change "type": "module" to "type": "commonjs" in ' +
    `${packageJsonPath} to treat all .js files as CommonJS (using .mjs for all ES modules instead).\n`;
}

module.exports = {
  describe, groupDigits, inspect, invalidAddressFamily, invalidArgType, invalidArgValue, invalidPackageTarget, list,
  missingArgs, outOfRange, requireEsm, defineHidden, defineOwn, didYouMean,
};
