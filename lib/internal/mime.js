'use strict';
// MIMEType and MIMEParams (https://mimesniff.spec.whatwg.org/#mime-types). Callers: lib/util.js.

const { codes: { ERR_INVALID_MIME_SYNTAX } } = require('internal/errors');

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_QUOTED = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const TRAILING_SPACE = /[\r\n\t ]+$/;
const LEADING_SPACE = /^[\r\n\t ]+/;

function lower(text) {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Names of parameters are the same in any case. */
function nameOf(name) {
  return lower(`${name}`);
}

function checkToken(text, production, allowEmpty = false) {
  const bad = text.search(NOT_TOKEN);
  if ((text === '' && !allowEmpty) || bad !== -1) throw new ERR_INVALID_MIME_SYNTAX(production, text, bad);
}

function parseTypes(text) {
  const source = text.replace(LEADING_SPACE, '');
  const slash = source.indexOf('/');
  const type = slash === -1 ? source : source.slice(0, slash);
  if (slash === -1 || type === '' || NOT_TOKEN.test(type)) {
    throw new ERR_INVALID_MIME_SYNTAX('type', text, type.search(NOT_TOKEN));
  }
  const semicolon = source.indexOf(';', slash);
  const subtype = (semicolon === -1 ? source.slice(slash + 1) : source.slice(slash + 1, semicolon))
    .replace(TRAILING_SPACE, '');
  if (subtype === '' || NOT_TOKEN.test(subtype)) {
    throw new ERR_INVALID_MIME_SYNTAX('subtype', text, subtype.search(NOT_TOKEN));
  }
  const parameters = semicolon === -1 ? '' : source.slice(semicolon + 1);
  return { type: lower(type), subtype: lower(subtype), parameters };
}

// A quoted string from its opening quote: [value, where it ends]. The end of the text closes it too.
function readQuoted(text, at) {
  let value = '';
  for (at++; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) value += text[++at];
    else if (text[at] === '"') return [value, at + 1];
    else value += text[at];
  }
  return [value, at];
}

function nextSemicolon(text, at) {
  const found = text.indexOf(';', at);
  return found === -1 ? text.length : found;
}

// Fills `entries` from `;`-separated parameters; malformed ones are skipped, of equal names the first counts.
function parseParameters(text, entries) {
  let at = 0;
  while (at < text.length) {
    while (at < text.length && LEADING_SPACE.test(text[at])) at++;
    let end = at;
    while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
    const name = lower(text.slice(at, end));
    at = end;
    if (at >= text.length) break;
    if (text[at] === ';') {
      at++;
      continue;
    }
    at++;
    let value;
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      value = quoted[0];
      at = nextSemicolon(text, quoted[1]) + 1;
    } else {
      end = nextSemicolon(text, at);
      value = text.slice(at, end).replace(TRAILING_SPACE, '');
      at = end + 1;
      if (value === '') continue;
    }
    if (name !== '' && !NOT_TOKEN.test(name) && !NOT_QUOTED.test(value) && !entries.has(name)) entries.set(name, value);
  }
}

function encode(value) {
  if (value !== '' && !NOT_TOKEN.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

let fillLazily;

class MIMEParams {
  #entries = new Map();
  // Parameters are parsed when they are first asked for.
  #source;

  static {
    fillLazily = (text) => {
      const params = new MIMEParams();
      params.#source = text;
      return params;
    };
  }

  #data() {
    if (this.#source !== undefined) {
      parseParameters(this.#source, this.#entries);
      this.#source = undefined;
    }
    return this.#entries;
  }

  /** @param {string} name */
  delete(name) {
    this.#data().delete(nameOf(name));
  }

  /** @param {string} name @returns {string|null} */
  get(name) {
    return this.#data().get(nameOf(name)) ?? null;
  }

  /** @param {string} name */
  has(name) {
    return this.#data().has(nameOf(name));
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    const data = this.#data();
    name = nameOf(name);
    value = `${value}`;
    checkToken(name, 'parameter name');
    const bad = value.search(NOT_QUOTED);
    if (bad !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', value, bad);
    data.set(name, value);
  }

  *entries() {
    yield* this.#data().entries();
  }

  *keys() {
    yield* this.#data().keys();
  }

  *values() {
    yield* this.#data().values();
  }

  toString() {
    let text = '';
    for (const { 0: name, 1: value } of this.#data()) text += `${text === '' ? '' : ';'}${name}=${encode(value)}`;
    return text;
  }
}

const hidden = (value) => ({ __proto__: null, value, writable: true, enumerable: false, configurable: true });
Object.defineProperties(MIMEParams.prototype, {
  [Symbol.iterator]: hidden(MIMEParams.prototype.entries),
  toJSON: hidden(MIMEParams.prototype.toString),
});

class MIMEType {
  #type;
  #subtype;
  #params;

  /** @param {string} input */
  constructor(input) {
    const { type, subtype, parameters } = parseTypes(`${input}`);
    this.#type = type;
    this.#subtype = subtype;
    this.#params = fillLazily(parameters);
  }

  /** @param {string} input @returns {MIMEType|null} null for what is none */
  static parse(input) {
    const text = `${input}`;
    try {
      return new MIMEType(text);
    } catch {
      return null;
    }
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    value = `${value}`;
    checkToken(value, 'type');
    this.#type = lower(value);
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    value = `${value}`;
    checkToken(value, 'subtype');
    this.#subtype = lower(value);
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return `${this.#type}/${this.#subtype}${params === '' ? '' : `;${params}`}`;
  }
}

Object.defineProperty(MIMEType.prototype, 'toJSON', hidden(MIMEType.prototype.toString));

module.exports = { MIMEParams, MIMEType };
