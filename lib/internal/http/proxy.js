'use strict';
// Built-in proxy support (https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support): what an agent's `proxyEnv` says,
// requests in absolute form through an HTTP proxy, tunnels (RFC 9110 section 9.3.6) for TLS. Callers: the agents, client.js.
//
// Rules: lower-case names win; a URL that is neither http: nor https: is no proxy; the agents' lists go by destination, so
// that a kept socket serves the same one again.

const { headerPairs } = require('internal/http/common');
const { isIPv4 } = require('internal/net/ip');
const { codes: { ERR_INVALID_ARG_VALUE, ERR_PROXY_INVALID_CONFIG, ERR_PROXY_TUNNEL } } = require('internal/errors');

const kHeadEnd = '\r\n\r\n';
const kMaxHead = 16 * 1024;

class Proxy {
  /** @param {string} text a URL that begins with http:// or https:// @param {string} [exceptions] NO_PROXY's value */
  constructor(text, exceptions) {
    const url = /[\r\n]/.test(text) ? null : URL.parse(text);
    if (url === null) throw new ERR_PROXY_INVALID_CONFIG(`Invalid proxy URL: ${text}`);
    this.protocol = url.protocol;
    this.origin = url.origin;
    this.host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    this.port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    this.authorization = url.username || url.password ? basic(url) : undefined;
    this.exceptions = exceptions ? exceptions.split(',').map((entry) => entry.trim().toLowerCase()).filter(Boolean) : [];
  }

  /** Whether requests to this destination go through the proxy. */
  serves(host, port) {
    const name = `${host}`.toLowerCase().replace(/^\[(.*)\]$/, '$1');
    return !this.exceptions.some((entry) => isException(entry, name, `${port}`));
  }

  /** What a socket to the proxy is made from, when `options` are those of a socket to the destination. */
  connectOptions(options) {
    return { ...options, host: this.host, port: this.port, path: undefined, servername: undefined };
  }

  /** A socket to the proxy, which connects. @param {object} options of a socket to the destination */
  connect(options) {
    const own = this.connectOptions(options);
    return this.protocol === 'https:' ? require('tls').connect({ ...own, servername: this.host }) : require('net').connect(own);
  }
}

function basic({ username, password }) {
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
}

function isException(entry, name, port) {
  if (entry === '*' || entry === name || entry === `${name}:${port}`) return true;
  if (entry.startsWith('*.')) return name.endsWith(entry.slice(1));
  if (entry.startsWith('.')) return name.endsWith(entry);
  const [first, last] = entry.split('-');
  if (last === undefined || !isIPv4(first) || !isIPv4(last) || !isIPv4(name)) return false;
  const value = toNumber(name);
  return toNumber(first) <= value && value <= toNumber(last);
}

function toNumber(address) {
  return address.split('.').reduce((value, byte) => value * 256 + Number(byte), 0);
}

/**
 * @param {object|undefined} env an agent's proxyEnv @param {string} protocol of its requests: 'http:' or 'https:'
 * @returns {Proxy|null}
 */
function readProxy(env, protocol) {
  if (env === null || env === undefined) return null;
  const text = protocol === 'https:' ? env.https_proxy || env.HTTPS_PROXY : env.http_proxy || env.HTTP_PROXY;
  if (!text || !/^https?:\/\//i.test(text)) return null;
  return new Proxy(text, env.no_proxy || env.NO_PROXY);
}

// ---- requests in absolute form ----

/**
 * Directs a request whose path and headers are not sent yet through `proxy`.
 * @param {import('http').ClientRequest} req @param {string} authority host, and port unless it is the default
 * @param {object|Array|undefined} headers as the caller gave them @returns {object|Array|undefined} those to send
 */
function directThrough(proxy, req, authority, headers) {
  checkHost(headers, authority);
  req.path = absolutePath(req, authority);
  const fields = [];
  if (proxy.authorization !== undefined) fields.push(['proxy-authorization', proxy.authorization]);
  fields.push(['proxy-connection', req.shouldKeepAlive ? 'keep-alive' : 'close']);
  if (Array.isArray(headers)) return [...headers, ...(Array.isArray(headers[0]) ? fields : fields.flat())];
  for (const [name, value] of fields) {
    if (!req.hasHeader(name)) req.setHeader(name, value);
  }
  return headers;
}

function absolutePath({ method, path }, authority) {
  if (method === 'OPTIONS' && path === '*') return path;
  if (path.startsWith('/')) return `http://${authority}${path}`;
  const url = URL.parse(path);
  if (url === null) throw new ERR_INVALID_ARG_VALUE('options.path', path, 'must be in absolute-form or start with /');
  if (url.host !== new URL(`http://${authority}`).host) {
    throw new ERR_INVALID_ARG_VALUE('options.path', url, `must match the request authority (${authority})`);
  }
  return path;
}

// The proxy goes by the path: another Host would tell the destination something else.
function checkHost(headers, authority) {
  for (const [name, value] of headerPairs(headers ?? [])) {
    if (`${name}`.toLowerCase() !== 'host') continue;
    if (`${value}`.toLowerCase() === authority.toLowerCase()) continue;
    throw new ERR_INVALID_ARG_VALUE('Host in options.headers', value, `must match the request authority (${authority})`);
  }
}

// ---- tunnels ----

/**
 * Asks `proxy` for a connection to the host and port of `options`.
 * @param {object} options of the socket @param {(error: Error|null, socket?: import('net').Socket) => void} callback
 */
function openTunnel(proxy, options, callback) {
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const authority = `${host}:${options.port}`;
  const socket = proxy.connect(options);
  const { timeout } = options;
  let head = '';
  const settle = (error) => {
    for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
    if (timeout) socket.setTimeout(0);
    if (error) {
      socket.on('error', () => {});
      socket.destroy();
      callback(error);
    } else {
      callback(null, socket);
    }
  };
  const listeners = {
    data: (bytes) => {
      head += bytes.toString('latin1');
      const end = head.indexOf(kHeadEnd);
      if (end === -1 && head.length < kMaxHead) return;
      socket.pause();
      const refusal = tunnelRefusal(head, authority, proxy);
      if (refusal === undefined && end + kHeadEnd.length < head.length) {
        socket.unshift(Buffer.from(head.slice(end + kHeadEnd.length), 'latin1'));
      }
      settle(refusal);
    },
    end: () => { settle(new ERR_PROXY_TUNNEL('Connection to establish proxy tunnel ended unexpectedly')); },
    error: settle,
    timeout: () => {
      const error = new ERR_PROXY_TUNNEL(`Connection to establish proxy tunnel timed out after ${timeout}ms`);
      error.proxyTunnelTimeout = timeout;
      settle(error);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  if (timeout) socket.setTimeout(timeout);
  const keepAlive = options.keepAlive ? 'proxy-connection: keep-alive\r\n' : '';
  const authorization = proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\n${keepAlive}${authorization}host: ${authority}\r\n\r\n`, 'latin1');
}

function tunnelRefusal(head, authority, proxy) {
  const line = head.split('\r\n', 1)[0];
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1];
  if (status === '200') return undefined;
  const error = new ERR_PROXY_TUNNEL(`Failed to establish tunnel to ${authority} via ${proxy.origin}: ${line}`);
  error.statusCode = Number(status);  // NaN for what is no status line
  return error;
}

module.exports = { directThrough, openTunnel, readProxy };
