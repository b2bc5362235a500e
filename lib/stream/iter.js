'use strict';
// node:stream/iter, behind --experimental-stream-iter. The pieces stand in internal/streams/iter.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { Broadcast, broadcast, broadcastProtocol } = require('internal/streams/iter/broadcast');
const consumers = require('internal/streams/iter/consumers');
const { pipeTo, pipeToSync, pull, pullSync } = require('internal/streams/iter/pipeline');
const { duplex, push } = require('internal/streams/iter/push');
const { Share, share, shareProtocol, shareSync, shareSyncProtocol, SyncShare } = require('internal/streams/iter/share');
const { from, fromSync, toAsyncStreamable, toStreamable } = require('internal/streams/iter/source');

process.emitWarning('stream/iter is an experimental feature and might change at any time', 'ExperimentalWarning');

function missing(name) {
  return { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`stream/iter.${name}()`); } }[name];
}
const { array, arrayBuffer, arrayBufferSync, arraySync, bytes, bytesSync, drainableProtocol, merge, ondrain, tap, tapSync, text,
        textSync } = consumers;

const Stream = Object.freeze({
  push, duplex, from, fromSync, pull, pullSync, pipeTo, pipeToSync, bytes, text, arrayBuffer, array, bytesSync, textSync,
  arrayBufferSync, arraySync, merge, broadcast, share, shareSync, tap, tapSync, ondrain, toStreamable, toAsyncStreamable,
  broadcastProtocol, shareProtocol, shareSyncProtocol, drainableProtocol,
});

module.exports = { Stream, ...Stream, Broadcast, Share, SyncShare };
for (const name of ['fromReadable', 'fromWritable', 'toReadable', 'toReadableSync', 'toWritable']) {
  module.exports[name] = missing(name);
}
