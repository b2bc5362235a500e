'use strict';
// The legacy URL API: Url objects, url.parse, url.format, url.resolve (Node's documentation, page "URL", section "Legacy URL
// API"). It follows no standard; what it answers is what programs have come to depend on. Parsing cuts a text from left to
// right: protocol, slashes, credentials, host; then hash and query off what is left. Resolution is in
// internal/url/legacy_resolve.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { invalidUrl } = require('internal/url/error');
const { validateObject, validateString } = require('internal/validators');

// Protocols whose URLs have a '//', and those that have no host at all; both with and without the colon.
const kSlashed = new Set();
for (const name of ['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']) kSlashed.add(name).add(`${name}:`);
const kHostless = new Set(['javascript', 'javascript:']);

const kProtocol = /^[a-z0-9.+-]+:/i;
const kPort = /:[0-9]*$/;
// '//user@host' is read as a host even where '//' alone is not.
const kCredentials = /^\/\/[^@/]+@[^@/]+/;
// A plain path with an optional query, by far the most common input (req.url): no escaping applies to it.
const kSimplePath = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;
// Where a host ends, if not before.
const kHostEnd = /[\t\n\r "#%'/;<>?\\^`{|}]/;
// What a host name cannot hold once it is ASCII.
const kForbiddenInHost = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const kForbiddenInIpv6 = /[\0\t\n\r #%/<>?@\\^|]/;
const kNeedsEscape = /[\t\n\r "'<>\\^`{|}]/g;
const kMaxHostLength = 255;

let warnedAboutParse = false;
let warnedAboutPort = false;

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

// ---- Parsing ----

/** Without white space around it, and with slashes for backslashes before the query. */
function tidy(url) {
  // Control characters up to the space, U+00A0 and U+FEFF; not the other white space that trim() takes.
  const text = url.replace(/^[\0- \u00a0\ufeff]+|[\0- \u00a0\ufeff]+$/g, '');
  const query = text.search(/[?#]/);
  const head = query === -1 ? text : text.slice(0, query);
  return head.includes('\\') ? head.replaceAll('\\', '/') + text.slice(head.length) : text;
}

function escapeCharacter(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function setQuery(url, search, parseQueryString) {
  url.search = search;
  url.query = parseQueryString ? require('querystring').parse(search.slice(1)) : search.slice(1);
}

/** Takes a path and query as they stand. */
function takeSimplePath(url, match, text, parseQueryString) {
  url.path = text;
  url.href = text;
  url.pathname = match[1];
  if (match[2]) setQuery(url, match[2], parseQueryString);
  else if (parseQueryString) url.query = { __proto__: null };
}

/**
 * Cuts credentials and host off the front.
 * @returns {string} the rest
 */
function takeHost(url, rest, whole) {
  let limit = rest.search(/[#/?]/);
  // Tabs and line ends vanish up to there; after it they are escaped.
  const head = limit === -1 ? rest : rest.slice(0, limit);
  if (/[\t\n\r]/.test(head)) {
    rest = head.replace(/[\t\n\r]/g, '') + rest.slice(head.length);
    limit = rest.search(/[#/?]/);
  }
  const at = rest.lastIndexOf('@', limit === -1 ? rest.length : limit - 1);
  const start = limit === 0 ? 0 : at + 1;
  if (start > 0) url.auth = decodeURIComponent(rest.slice(0, at));
  rest = rest.slice(start);
  const end = rest.search(kHostEnd);
  const host = end === -1 ? rest : rest.slice(0, end);
  rest = end === -1 ? '' : rest.slice(end);
  url.host = host;
  url.parseHost();
  return finishHost(url, rest, whole);
}

/** Checks and normalises url.hostname, which parseHost() has set. */
function finishHost(url, rest, whole) {
  if (typeof url.hostname !== 'string') url.hostname = '';
  let { hostname } = url;
  const ipv6 = hostname[0] === '[' && hostname[hostname.length - 1] === ']';
  if (!ipv6) {
    const colon = hostname.indexOf(':');
    if (colon !== -1) {
      warnAboutPort(whole);
      rest = `/${hostname.slice(colon)}${rest}`;
      hostname = hostname.slice(0, colon);
    }
  }
  hostname = hostname.length > kMaxHostLength ? '' : hostname.toLowerCase();
  if (ipv6) {
    if (kForbiddenInIpv6.test(hostname)) throw invalidUrl(whole);
  } else if (hostname !== '') {
    hostname = toAscii(hostname);
    if (hostname === '' || kForbiddenInHost.test(hostname)) throw invalidUrl(whole);
  }
  url.host = `${hostname}${url.port ? `:${url.port}` : ''}`;
  url.hostname = ipv6 ? hostname.slice(1, -1) : hostname;
  if (ipv6 && rest[0] !== '/') rest = `/${rest}`;
  return rest;
}

/** IDNA without the number parsing of WHATWG hosts; '' for what is no domain. */
function toAscii(hostname) {
  // eslint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(hostname)) return hostname;
  return binding('url').toASCII(hostname.toWellFormed());
}

function warnAboutPort(url) {
  if (warnedAboutPort) return;
  warnedAboutPort = true;
  process.emitWarning(
    `The URL ${url} is invalid. Future versions of Node.js will throw an error.`, 'DeprecationWarning', 'DEP0170');
}

function takeTail(url, rest, parseQueryString) {
  const hash = rest.indexOf('#');
  if (hash !== -1) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  if (question !== -1) {
    setQuery(url, rest.slice(question), parseQueryString);
    rest = rest.slice(0, question);
  } else if (parseQueryString) {
    url.query = { __proto__: null };
  }
  if (rest !== '') url.pathname = rest;
  else if (kSlashed.has(url.protocol) && url.hostname) url.pathname = '/';
  if (url.pathname || url.search) url.path = `${url.pathname || ''}${url.search || ''}`;
}

/**
 * @param {string} url
 * @param {boolean} [parseQueryString] make `query` an object
 * @param {boolean} [slashesDenoteHost] read '//host' without a protocol as a host
 */
Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  const text = tidy(url);
  if (!slashesDenoteHost && !text.includes('#') && !text.includes('@')) {
    const match = kSimplePath.exec(text);
    if (match !== null) {
      takeSimplePath(this, match, text, parseQueryString);
      return this;
    }
  }
  let rest = text;
  const [protocol = ''] = kProtocol.exec(rest) ?? [];
  if (protocol !== '') {
    this.protocol = protocol.toLowerCase();
    rest = rest.slice(protocol.length);
  }
  const hostless = kHostless.has(this.protocol);
  let slashes = false;
  if (slashesDenoteHost || protocol !== '' || kCredentials.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !hostless) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  // The spelling counts: 'HTTP:a' has a host where 'http:a' has a path.
  if (!hostless && (slashes || (protocol !== '' && !kSlashed.has(protocol)))) rest = takeHost(this, rest, url);
  if (!hostless) rest = rest.replace(kNeedsEscape, escapeCharacter);
  takeTail(this, rest, parseQueryString);
  this.href = this.format();
  return this;
};

/** Splits `host` into `hostname` and `port`. */
Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const [port] = kPort.exec(host) ?? [];
  if (port !== undefined) {
    if (port !== ':') this.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  if (host) this.hostname = host;
};

/**
 * @param {string | Url} url
 * @param {boolean} [parseQueryString]
 * @param {boolean} [slashesDenoteHost]
 * @returns {Url}
 */
function urlParse(url, parseQueryString, slashesDenoteHost) {
  warnAboutParse();
  if (url instanceof Url) return url;
  return new Url().parse(url, parseQueryString, slashesDenoteHost);
}

/** Warns once, unless a package in node_modules made the call: of url.parse() or of what parses in its way. */
function warnAboutParse() {
  if (warnedAboutParse) return;
  if (require('internal/caller').isCalledFromNodeModules()) return;
  warnedAboutParse = true;
  process.emitWarning(
    '`url.parse()` behavior is not standardized and prone to errors that have security implications. ' +
    'Use the WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.',
    'DeprecationWarning', 'DEP0169');
}

// ---- Formatting ----

/** Credentials as they stand in a URL: the colon between name and password stays. */
function encodeAuth(auth) {
  return require('querystring').escape(auth).replaceAll('%3A', ':');
}

function formatHost(url, auth) {
  if (url.host) return auth + url.host;
  if (!url.hostname) return '';
  const hostname = `${url.hostname}`;
  const bare = hostname.includes(':') && !/^\[.*\]$/s.test(hostname);
  return `${auth}${bare ? `[${hostname}]` : hostname}${url.port ? `:${url.port}` : ''}`;
}

/** @returns {string} */
Url.prototype.format = function format() {
  const auth = this.auth ? `${encodeAuth(this.auth)}@` : '';
  // A program may have set anything: numbers are as good as strings.
  let protocol = `${this.protocol || ''}`;
  let pathname = `${this.pathname || ''}`;
  let hash = `${this.hash || ''}`;
  let host = formatHost(this, auth);
  let query = '';
  if (this.query !== null && typeof this.query === 'object') query = require('querystring').stringify(this.query);
  let search = `${this.search || (query && `?${query}`) || ''}`;
  if (protocol && protocol[protocol.length - 1] !== ':') protocol += ':';
  pathname = pathname.replaceAll('#', '%23').replaceAll('?', '%3F');
  if (this.slashes || kSlashed.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  search = search.replaceAll('#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return `${protocol}${host}${pathname}${search}${hash}`;
};

/**
 * @param {string | Url | URL | object} urlObject
 * @param {{fragment?: boolean, unicode?: boolean, search?: boolean, auth?: boolean}} [options] for a WHATWG URL
 * @returns {string}
 */
function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = urlParse(urlObject);
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (require('internal/url').isURL(urlObject)) {
    return formatWhatwg(urlObject, options);
  }
  return Url.prototype.format.call(urlObject);
}

function formatWhatwg(url, options) {
  if (!options) return binding('url').format(url.href, true, false, true, true);
  validateObject(options, 'options');
  const flag = (value, fallback) => (value == null ? fallback : Boolean(value));
  return binding('url').format(url.href, flag(options.fragment, true), flag(options.unicode, false),
                               flag(options.search, true), flag(options.auth, true));
}

// ---- Resolution ----

/** @param {string} relative @returns {string} */
Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

/** @param {string | Url} relative @returns {Url} */
Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  const result = Object.assign(new Url(), this);
  require('internal/url/legacy_resolve').resolveInto(result, relative, kSlashed, kHostless);
  return result;
};

/** @param {string} source @param {string} relative @returns {string} */
function urlResolve(source, relative) {
  return urlParse(source, false, true).resolve(relative);
}

/** @param {string | Url} source @param {string | Url} relative @returns {string | Url} */
function urlResolveObject(source, relative) {
  if (!source) return relative;
  return urlParse(source, false, true).resolveObject(relative);
}

module.exports = { Url, urlFormat, urlParse, urlResolve, urlResolveObject };
