'use strict';
// Who looks on while a server handles a request: subscribers of the http.server channels, async_hooks, observers of
// 'http' entries, --block-threshold. Caller: internal/http/connection, for every request; without watchers isWatched() is all that it costs.

const { hasInitHooks } = require('internal/async_context');
const { builtinChannel } = require('internal/diagnostics');
const { isWatchingBlocks, serveBlamed } = require('internal/loop/blame');
const { observed } = require('internal/perf/observed');

const createdChannel = builtinChannel('http.server.response.created');
const startChannel = builtinChannel('http.server.request.start');
const finishChannel = builtinChannel('http.server.response.finish');
const kResource = Symbol('kResource');

function isWatched() {
  return hasInitHooks() || observed.http > 0 || startChannel.hasSubscribers || createdChannel.hasSubscribers ||
    finishChannel.hasSubscribers || isWatchingBlocks();
}

/**
 * Calls `handle` with everybody told before and after.
 * @param {object} holder stands for the connection: its requests are one resource, as those of a parser are in Node
 */
function watchRequest(server, holder, req, res, handle) {
  if (createdChannel.hasSubscribers) createdChannel.publish({ request: req, response: res });
  if (observed.http > 0) require('internal/perf/http').watchServer(req, res);
  if (finishChannel.hasSubscribers) {
    res.on('finish', () => {
      if (!finishChannel.hasSubscribers) return;
      finishChannel.publish({ request: req, response: res, socket: req.socket, server });
    });
  }
  const run = () => {
    if (startChannel.hasSubscribers) startChannel.publish({ request: req, response: res, socket: req.socket, server });
    if (isWatchingBlocks()) serveBlamed(req, handle);
    else handle();
  };
  if (!hasInitHooks()) {
    run();
    return;
  }
  const { AsyncResource } = require('async_hooks');
  holder[kResource] ??= new AsyncResource('HTTPINCOMINGMESSAGE', { requireManualDestroy: true });
  holder[kResource].runInAsyncScope(run);
}

/** The connection is gone. */
function endWatch(holder) {
  holder[kResource]?.emitDestroy();
  holder[kResource] = undefined;
}

module.exports = { endWatch, isWatched, watchRequest };
