'use strict';
// Who looks on while a server handles a request: subscribers of the http.server channels, async_hooks, observers of
// 'http' entries, --block-threshold. Caller: internal/http/connection, for every request; without watchers isWatched() is all that it costs.

const { executionAsyncId, hasInitHooks } = require('internal/async_context');
const { builtinChannel } = require('internal/diagnostics');
const { isWatchingBlocks, serveBlamed } = require('internal/loop/blame');
const { observed } = require('internal/perf/observed');

const createdChannel = builtinChannel('http.server.response.created');
const startChannel = builtinChannel('http.server.request.start');
const finishChannel = builtinChannel('http.server.response.finish');

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
  // A connection of JavaScript's own reads in its resource.
  if (!hasInitHooks() || holder.resource?.asyncId() === executionAsyncId()) {
    run();
    return;
  }
  holder.resource ??= newResource(holder.handle);
  holder.resource.runInAsyncScope(run);
}

/** What the messages of one connection are read in. @param {object|null|undefined} handle the socket's */
function newResource(handle) {
  const { AsyncResource } = require('async_hooks');
  return new AsyncResource('HTTPINCOMINGMESSAGE', { requireManualDestroy: true, triggerAsyncId: handle?.asyncId || undefined });
}

/** The connection is gone. */
function endWatch(holder) {
  holder.resource?.emitDestroy();
  holder.resource = undefined;
}

module.exports = { endWatch, isWatched, newResource, watchRequest };
