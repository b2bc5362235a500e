'use strict';
// What HTTP's server and client share: method and status tables, checks of names and values, the Date
// field's text.

const { codes: { ERR_HTTP_INVALID_HEADER_VALUE, ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN } } =
  require('internal/errors');
const { getOptionValue } = require('internal/options');
const { validateBoolean, validateOneOf } = require('internal/validators');

// Index: the parser's method number (low byte of a head's bits).
const kMethods = [
  'DELETE', 'GET', 'HEAD', 'POST', 'PUT', 'CONNECT', 'OPTIONS', 'TRACE', 'COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND',
  'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL', 'REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE',
  'M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PATCH', 'PURGE', 'MKCALENDAR', 'LINK', 'UNLINK', 'SOURCE', 'PRI',
  'DESCRIBE', 'ANNOUNCE', 'SETUP', 'PLAY', 'PAUSE', 'TEARDOWN', 'GET_PARAMETER', 'SET_PARAMETER', 'REDIRECT', 'RECORD',
  'FLUSH', 'QUERY',
];
// Of those, the ones that are no HTTP methods: HTTP/2's preface and RTSP.
const kNotHttp = new Set(['PRI', 'DESCRIBE', 'ANNOUNCE', 'SETUP', 'PLAY', 'PAUSE', 'TEARDOWN', 'GET_PARAMETER',
                          'SET_PARAMETER', 'REDIRECT', 'RECORD', 'FLUSH']);
const kHttpMethods = kMethods.filter((method) => !kNotHttp.has(method));  // in the parser's order
const METHODS = [...kHttpMethods].sort();

const STATUS_CODES = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  208: 'Already Reported',
  226: 'IM Used',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  305: 'Use Proxy',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: "I'm a Teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded',
  510: 'Not Extended',
  511: 'Network Authentication Required',
};

// Bits of a head; the C++ side is HeadBit in src/http/head.h.
const kHeadKeepAlive = 1 << 8;
const kHeadUpgrade = 1 << 9;
const kHeadHasBody = 1 << 10;
const kHeadHttp10 = 1 << 12;
const kHeadOtherVersion = 1 << 13;
const kHeadExpect = 1 << 14;
const kHeadHasHost = 1 << 15;
const kHeadFraming = 1 << 16;

// How strictly messages are read and field values are written; http::Validation in src/http/parser.h.
const kStrict = 0;
const kRelaxed = 1;
const kInsecure = 2;

/**
 * What the options `httpValidation` and `insecureHTTPParser` of a server or request ask for, checked.
 * @returns {number} kStrict, kRelaxed or kInsecure
 */
function readValidation({ httpValidation, insecureHTTPParser }) {
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  if (httpValidation !== undefined) {
    validateOneOf(httpValidation, 'options.httpValidation', ['strict', 'relaxed', 'insecure']);
    if (insecureHTTPParser !== undefined) {
      throw new ERR_INVALID_ARG_VALUE('options.httpValidation', httpValidation,
                                      'cannot be used together with options.insecureHTTPParser');
    }
    return httpValidation === 'strict' ? kStrict : httpValidation === 'relaxed' ? kRelaxed : kInsecure;
  }
  return insecureHTTPParser ?? getOptionValue('--insecure-http-parser') ? kInsecure : kStrict;
}

const kToken = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const kBadValue = /[^\t\x20-\x7e\x80-\xff]/;
// The Fetch standard's rule: only what would end the field early is refused.
const kBadRelaxedValue = /[\0\r\n]|[^\x00-\xff]/;
const kChunked = /(?:^|\W)chunked(?:$|\W)/i;
const kContinue = /(?:^|\W)100-continue(?:$|\W)/i;

/** RFC 9110 section 5.6.2. @param {unknown} text */
function checkIsHttpToken(text) {
  return kToken.test(text);
}

/** True for text that may not stand in a field value (RFC 9110 section 5.5). @param {unknown} text */
function checkInvalidHeaderChar(text, relaxed = false) {
  return relaxed ? kBadRelaxedValue.test(text) : kBadValue.test(text);
}

/** @param {unknown} name @param {string} [label] */
function validateHeaderName(name = undefined, label = undefined) {
  if (typeof name !== 'string' || !name || !kToken.test(name)) {
    throw new ERR_INVALID_HTTP_TOKEN(label || 'Header name', name);
  }
}

/** @param {string} name @param {unknown} value @param {boolean} [relaxed] any validation but kStrict */
function checkHeaderValue(name, value, relaxed) {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (checkInvalidHeaderChar(value, relaxed)) throw new ERR_INVALID_CHAR('header content', name);
}

/** The public function. @param {string} name @param {unknown} value */
function validateHeaderValue(name = undefined, value = undefined) {
  checkHeaderValue(name, value, false);
}

let dateText = '';
let dateEnds = 0;

/** The Date field's value, made once a second. */
function utcDate() {
  const now = Date.now();
  if (now >= dateEnds) {
    dateText = new Date(now).toUTCString();
    dateEnds = now - now % 1000 + 1000;
  }
  return dateText;
}

/** @param {object|string[]|Array<[string, any]>} headers an object, a flat list or pairs @returns {Array<[string, any]>} */
function headerPairs(headers) {
  if (!Array.isArray(headers)) return Object.entries(headers);
  if (Array.isArray(headers[0])) return headers;
  const pairs = [];
  for (let i = 0; i < headers.length; i += 2) pairs.push([headers[i], headers[i + 1]]);
  return pairs;
}

module.exports = {
  checkHeaderValue,
  checkInvalidHeaderChar,
  checkIsHttpToken,
  chunkExpression: kChunked,
  continueExpression: kContinue,
  headerPairs,
  kHeadExpect,
  kHeadFraming,
  kHeadHasBody,
  kHeadHasHost,
  kHeadHttp10,
  kHeadKeepAlive,
  kHeadOtherVersion,
  kHeadUpgrade,
  kHttpMethods,
  kInsecure,
  kMethods,
  kRelaxed,
  kStrict,
  METHODS,
  readValidation,
  STATUS_CODES,
  utcDate,
  validateHeaderName,
  validateHeaderValue,
};
