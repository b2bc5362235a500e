'use strict';
// fetch() and its classes, WebSocket and EventSource: npm's undici, which deps/npm links into the binary.
//
// Nothing of it is loaded before a name is used; each name loads only the files it needs, so that a program that never
// fetches but asks `value instanceof Response` does not pay for the HTTP client.
// Callers: bootstrap/node.js (globals), internal/messaging (MessageEvent).

const kFolder = 'internal/deps/undici/lib';

const places = {
  FormData: 'web/fetch/formdata',
  Headers: 'web/fetch/headers',
  Request: 'web/fetch/request',
  Response: 'web/fetch/response',
  CloseEvent: 'web/websocket/events',
  MessageEvent: 'web/websocket/events',
  WebSocket: 'web/websocket/websocket',
  EventSource: 'web/eventsource/eventsource',
};
for (const [name, place] of Object.entries(places)) {
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get: () => load(place)[name] });
}

/** A file of undici. Its default User-Agent is "node" where this mark is set while it loads. */
function load(place) {
  globalThis.__UNDICI_IS_NODE__ = true;
  try {
    // Request takes converters over from Response while it loads, without requiring it.
    if (place.startsWith('web/fetch/')) require(`${kFolder}/web/fetch/response`);
    return require(`${kFolder}/${place}`);
  } finally {
    delete globalThis.__UNDICI_IS_NODE__;
  }
}

let start;

/**
 * https://fetch.spec.whatwg.org/#fetch-method
 * @param {string|URL|Request} input @param {RequestInit} [init] @returns {Promise<Response>}
 */
exports.fetch = function fetch(input, init = undefined) {
  start ??= load('web/fetch/index').fetch;
  return start(input, init).catch((error) => {
    // As in Node, the error of a failed fetch has no frames: all of them would be the HTTP client's own.
    if (error !== null && typeof error === 'object') Error.captureStackTrace(error, fetch);
    throw error;
  });
};

Object.defineProperty(exports, 'createMessageEvent', {
  __proto__: null, enumerable: true, get: () => load('web/websocket/events').createFastMessageEvent,
});
