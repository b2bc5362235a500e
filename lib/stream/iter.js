'use strict';
// node:stream/iter, behind --experimental-stream-iter. The pieces stand in internal/streams/iter.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const consumers = require('internal/streams/iter/consumers');
const { pipeTo, pipeToSync, pull, pullSync } = require('internal/streams/iter/pipeline');
const { duplex, push } = require('internal/streams/iter/push');
const { from, fromSync, toAsyncStreamable, toStreamable } = require('internal/streams/iter/source');

process.emitWarning('stream/iter is an experimental feature and might change at any time', 'ExperimentalWarning');

function missing(name) {
  return { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`stream/iter.${name}()`); } }[name];
}
const Broadcast = { from: missing('Broadcast.from') };
const Share = { from: missing('Share.from') };
const SyncShare = { fromSync: missing('SyncShare.fromSync') };

const { array, arrayBuffer, arrayBufferSync, arraySync, bytes, bytesSync, drainableProtocol, merge, ondrain, tap, tapSync, text,
        textSync } = consumers;

const Stream = Object.freeze({
  push, duplex, from, fromSync, pull, pullSync, pipeTo, pipeToSync, bytes, text, arrayBuffer, array, bytesSync, textSync,
  arrayBufferSync, arraySync, merge, broadcast: missing('broadcast'), share: missing('share'), shareSync: missing('shareSync'),
  tap, tapSync, ondrain, toStreamable, toAsyncStreamable,
  broadcastProtocol: Symbol.for('Stream.broadcastProtocol'),
  shareProtocol: Symbol.for('Stream.shareProtocol'),
  shareSyncProtocol: Symbol.for('Stream.shareSyncProtocol'),
  drainableProtocol,
});

module.exports = { Stream, ...Stream, Broadcast, Share, SyncShare };
for (const name of ['fromReadable', 'fromWritable', 'toReadable', 'toReadableSync', 'toWritable']) {
  module.exports[name] = missing(name);
}
