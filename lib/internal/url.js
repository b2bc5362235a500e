'use strict';
// The WHATWG URL class (https://url.spec.whatwg.org/) and the conversions between URLs and other things that Node
// documents on the page "URL". URLSearchParams is in internal/url/search_params, the legacy API in internal/url/legacy.
//
// A URL is its href and the offsets of its parts; the native parser writes the offsets into one shared array.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME, ERR_MISSING_ARGS,
  },
} = require('internal/errors');
const { kValidateObjectAllowObjects, validateObject, validateString } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { invalidUrl } = require('internal/url/error');
const { URLSearchParams, attach, reload } = require('internal/url/search_params');
const native = binding('url');

const parts = new Uint32Array(9);
const kOmitted = 0xffffffff;

// Fields of native.update().
const kProtocol = 0;
const kUsername = 1;
const kPassword = 2;
const kHost = 3;
const kHostname = 4;
const kPort = 5;
const kPathname = 6;
const kSearch = 7;
const kHash = 8;

// Schemes whose URLs have an origin of their own, by the parser's number for them.
const kNotSpecial = 1;
const kFile = 6;

const kUnchecked = Symbol('href that has been parsed');

/** What `inspect` with showHidden shows of a URL's parts. */
class URLContext {
  constructor(href, offsets) {
    this.href = href;
    [this.protocol_end, this.username_end, this.host_start, this.host_end] = offsets;
    this.pathname_start = offsets[5];
    this.search_start = offsets[6];
    this.hash_start = offsets[7];
    this.port = offsets[4];
    this.scheme_type = offsets[8];
  }

  get hasPort() { return this.port !== kOmitted; }
  get hasSearch() { return this.search_start !== kOmitted; }
  get hasHash() { return this.hash_start !== kOmitted; }
}

class URL {
  #href;
  #protocolEnd;
  #usernameEnd;
  #hostStart;
  #hostEnd;
  #port;
  #pathnameStart;
  #searchStart;
  #hashStart;
  #scheme;
  #searchParams;

  constructor(input, base = undefined) {
    if (input === kUnchecked) {
      this.#take(base);
      return;
    }
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    input = `${input}`;
    if (base !== undefined) base = `${base}`;
    const href = native.parse(input, base, parts);
    if (href === undefined) throw invalidUrl(input, base);
    this.#take(href);
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const href = native.parse(`${input}`, base === undefined ? undefined : `${base}`, parts);
    return href === undefined ? null : new URL(kUnchecked, href);
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return native.canParse(`${url}`, base === undefined ? undefined : `${base}`);
  }

  static createObjectURL(obj) {
    return require('internal/blob').createObjectURL(obj);
  }

  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    require('internal/blob').revokeObjectURL(`${url}`);
  }

  /** Takes an href whose parts the parser has just written. */
  #take(href) {
    this.#href = href;
    this.#protocolEnd = parts[0];
    this.#usernameEnd = parts[1];
    this.#hostStart = parts[2];
    this.#hostEnd = parts[3];
    this.#port = parts[4];
    this.#pathnameStart = parts[5];
    this.#searchStart = parts[6];
    this.#hashStart = parts[7];
    this.#scheme = parts[8];
  }

  #setSearch(value) {
    this.#take(native.update(this.#href, kSearch, value, parts));
  }

  // Behind methods, so that a wrong receiver gets V8's message about receivers.
  #text() {
    return this.#href;
  }

  #query() {
    if (this.#searchStart === kOmitted) return '';
    const end = this.#hashStart === kOmitted ? this.#href.length : this.#hashStart;
    return end - this.#searchStart <= 1 ? '' : this.#href.slice(this.#searchStart, end);
  }

  #context() {
    return new URLContext(this.#href, [
      this.#protocolEnd, this.#usernameEnd, this.#hostStart, this.#hostEnd, this.#port, this.#pathnameStart,
      this.#searchStart, this.#hashStart, this.#scheme,
    ]);
  }

  [customInspectSymbol](depth, options) {
    const { inspect } = require('internal/util/inspect');
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {};
    for (const key of kShown) shown[key] = this[key];
    if (options?.showHidden) shown[Symbol('context')] = this.#context();
    return `${Object.getPrototypeOf(this)?.constructor?.name ?? 'URL'} ${inspect(shown, options)}`;
  }

  toString() {
    return this.#text();
  }

  get href() {
    return this.#text();
  }

  set href(value) {
    const params = this.#searchParams;
    value = `${value}`;
    const href = native.parse(value, undefined, parts);
    if (href === undefined) throw invalidUrl(value);
    this.#take(href);
    if (params !== undefined) reload(params, this.#query());
  }

  get origin() {
    const protocol = this.#href.slice(0, this.#protocolEnd);
    if (protocol === 'blob:') {
      const inner = URL.parse(this.#href.slice(this.#pathnameStart));
      return inner !== null && (inner.protocol === 'http:' || inner.protocol === 'https:') ? inner.origin : 'null';
    }
    if (this.#scheme === kNotSpecial || this.#scheme === kFile) return 'null';
    const name = hostName(this.#href, this.#hostStart, this.#hostEnd);
    return `${protocol}//${name}${this.#port === kOmitted ? '' : `:${this.#port}`}`;
  }

  get protocol() {
    return this.#href.slice(0, this.#protocolEnd);
  }

  set protocol(value) {
    const href = native.update(this.#href, kProtocol, `${value}`, parts);
    this.#take(href);
  }

  get username() {
    const start = this.#protocolEnd + 2;
    return start < this.#usernameEnd ? this.#href.slice(start, this.#usernameEnd) : '';
  }

  set username(value) {
    const href = native.update(this.#href, kUsername, `${value}`, parts);
    this.#take(href);
  }

  get password() {
    const start = this.#usernameEnd + 1;
    return start <= this.#hostStart ? this.#href.slice(start, this.#hostStart) : '';
  }

  set password(value) {
    const href = native.update(this.#href, kPassword, `${value}`, parts);
    this.#take(href);
  }

  get host() {
    const name = hostName(this.#href, this.#hostStart, this.#hostEnd);
    return this.#port === kOmitted ? name : `${name}:${this.#port}`;
  }

  set host(value) {
    const href = native.update(this.#href, kHost, `${value}`, parts);
    this.#take(href);
  }

  get hostname() {
    return hostName(this.#href, this.#hostStart, this.#hostEnd);
  }

  set hostname(value) {
    const href = native.update(this.#href, kHostname, `${value}`, parts);
    this.#take(href);
  }

  get port() {
    return this.#port === kOmitted ? '' : `${this.#port}`;
  }

  set port(value) {
    const href = native.update(this.#href, kPort, `${value}`, parts);
    this.#take(href);
  }

  get pathname() {
    const end = this.#searchStart !== kOmitted ? this.#searchStart : this.#hashStart;
    return end === kOmitted ? this.#href.slice(this.#pathnameStart) : this.#href.slice(this.#pathnameStart, end);
  }

  set pathname(value) {
    const href = native.update(this.#href, kPathname, `${value}`, parts);
    this.#take(href);
  }

  get search() {
    return this.#query();
  }

  set search(value) {
    const params = this.#searchParams;
    this.#setSearch(`${value}`.toWellFormed());
    if (params !== undefined) reload(params, this.#query());
  }

  get searchParams() {
    if (this.#searchParams === undefined) {
      this.#searchParams = attach(this.#query(), (query) => this.#setSearch(query));
    }
    return this.#searchParams;
  }

  get hash() {
    if (this.#hashStart === kOmitted || this.#href.length - this.#hashStart <= 1) return '';
    return this.#href.slice(this.#hashStart);
  }

  set hash(value) {
    const href = native.update(this.#href, kHash, `${value}`, parts);
    this.#take(href);
  }

  toJSON() {
    return this.#text();
  }

  /** Whether a value is a URL of this class; cannot be fooled. */
  static [kUnchecked](value) {
    return typeof value === 'object' && value !== null && #href in value;
  }
}

const isRealURL = URL[kUnchecked];
delete URL[kUnchecked];

/** The host's name: what stands between the '@' of the credentials and the port. */
function hostName(href, start, end) {
  return href.slice(href[start] === '@' ? start + 1 : start, end);
}

const kShown = [
  'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'searchParams', 'hash',
];

Object.defineProperties(URL, {
  canParse: kEnumerableProperty,
  createObjectURL: kEnumerableProperty,
  parse: kEnumerableProperty,
  revokeObjectURL: kEnumerableProperty,
});
const enumerableMembers = { __proto__: null, toString: kEnumerableProperty, toJSON: kEnumerableProperty };
for (const key of kShown) enumerableMembers[key] = kEnumerableProperty;
Object.defineProperties(URL.prototype, enumerableMembers);
Object.defineProperty(URL.prototype, Symbol.toStringTag, { __proto__: null, value: 'URL', configurable: true });

/**
 * Whether a value looks like a WHATWG URL, also one of another realm or a polyfill.
 * @param {any} value
 * @returns {boolean}
 */
function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

// ---- Options for http.request ----

/**
 * @param {URL} url
 * @returns {object} what http.request takes
 */
function urlToHttpOptions(url) {
  validateObject(url, 'url', kValidateObjectAllowObjects);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,  // programs add options as properties
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

// ---- File URLs ----

/** The URL that fileURLToPath and its kin were given. */
function requireFileURL(path) {
  if (typeof path === 'string') path = new URL(path);
  else if (!isURL(path)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (path.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  return path;
}

function windowsPath(url, decode) {
  const { hostname, pathname } = url;
  if (/%2f|%5c/i.test(pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters', url);
  }
  const path = decode(pathname.replaceAll('/', '\\'));
  if (hostname !== '') return { prefix: `\\\\${domainToUnicode(hostname)}`, path };
  const drive = /^\\[A-Za-z]:/.test(typeof path === 'string' ? path : path.latin1Slice(0, 3));
  if (!drive) throw new ERR_INVALID_FILE_URL_PATH('must be absolute', url);
  return { prefix: '', path: path.slice(1) };
}

function posixPath(url, decode) {
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST(process.platform);
  const { pathname } = url;
  if (/%2f/i.test(pathname)) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters', url);
  return decode(pathname);
}

function onWindows(options) {
  return options?.windows ?? process.platform === 'win32';
}

/**
 * @param {string | URL} path
 * @param {{windows?: boolean}} [options]
 * @returns {string}
 */
function fileURLToPath(path, options = undefined) {
  const windows = onWindows(options);
  const url = requireFileURL(path);
  const decode = (text) => (text.includes('%') ? decodeURIComponent(text) : text);
  if (!windows) return posixPath(url, decode);
  const parts = windowsPath(url, decode);
  return `${parts.prefix}${parts.path}`;
}

/**
 * The path as bytes: escapes that are not UTF-8 are kept.
 * @param {string | URL} path
 * @param {{windows?: boolean}} [options]
 * @returns {Buffer}
 */
function fileURLToPathBuffer(path, options = undefined) {
  const windows = onWindows(options);
  const url = requireFileURL(path);
  const { Buffer } = require('buffer');
  const { unescapeBuffer } = require('querystring');
  if (!windows) return posixPath(url, unescapeBuffer);
  const parts = windowsPath(url, unescapeBuffer);
  return Buffer.concat([Buffer.from(parts.prefix), parts.path]);
}

// Characters that mean something else in a URL than in a path, or that the parser would drop.
const kPathEscapes = /[%\\\n\r\t?#]/g;
const kWindowsPathEscapes = /[%\n\r\t?#]/g;

function escapeCharacter(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

// The parser itself leaves these as they are in paths, or drops them at the end (a space); Node escapes them.
const kMoreEscapes = /[ ~[\]^|]/g;

function escapePath(path, windows) {
  return path.replace(windows ? kWindowsPathEscapes : kPathEscapes, escapeCharacter)
    .replace(kMoreEscapes, escapeCharacter);
}

/** '\\server\share\x' and the like. */
function uncToFileURL(path) {
  const long = path.startsWith('\\\\?\\UNC\\');
  const rest = path.slice(long ? 8 : 2);
  const end = rest.indexOf('\\');
  const name = end === -1 ? rest : rest.slice(0, end);
  const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
  if (end === -1) throw new ERR_INVALID_ARG_VALUE('path', path, 'Missing UNC resource path');
  if (name === '' && !long) throw new ERR_INVALID_ARG_VALUE('path', path, 'Empty UNC servername');
  // What the parser takes for the end of a host ends the server's name too. ('\\\\?\\C:\\' so has no host.)
  const host = name.replace(/[/?#].*$/s, '');
  const url = new URL(`file://${host}/`);
  url.pathname = escapePath(rest.slice(end).replaceAll('\\', '/'), true);
  return url;
}

/**
 * @param {string} path relative ones are resolved against the working directory
 * @param {{windows?: boolean}} [options]
 * @returns {URL}
 */
function pathToFileURL(path, options) {
  const windows = onWindows(options);
  validateString(path, 'path');
  const { posix, win32 } = require('path');
  const isUnc = windows && path.startsWith('\\\\');
  let resolved = isUnc ? path : (windows ? win32 : posix).resolve(path);
  if (windows && resolved.startsWith('\\\\')) return uncToFileURL(resolved);
  // resolve() strips the separator at the end, which in a URL makes the difference between a file and a folder. (The root of a
  // drive keeps its own and gets another, as in Node on this system.)
  const last = path.charCodeAt(path.length - 1);
  if ((last === 47 || (windows && last === 92)) && !resolved.endsWith('/')) resolved += '/';
  if (windows) resolved = resolved.replaceAll('\\', '/');
  return new URL(`file://${resolved.startsWith('/') ? '' : '/'}${escapePath(resolved, windows)}`);
}

/** Paths and URLs to paths, for modules that take both. */
function toPathIfFileURL(value) {
  return isURL(value) ? fileURLToPath(value) : value;
}

// ---- Domain names ----

/** @param {string} domain @returns {string} '' for what is no domain */
function domainToASCII(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return native.domainToASCII(`${domain}`);
}

/** @param {string} domain @returns {string} '' for what is no domain */
function domainToUnicode(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return native.domainToUnicode(`${domain}`);
}

module.exports = {
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  fileURLToPath,
  fileURLToPathBuffer,
  isRealURL,
  isURL,
  pathToFileURL,
  toPathIfFileURL,
  urlToHttpOptions,
};
