'use strict';
// node:stream/iter, behind --experimental-stream-iter. The pieces stand in internal/streams/iter.

const { Broadcast, broadcast, broadcastProtocol } = require('internal/streams/iter/broadcast');
const { fromReadable, toReadable, toReadableSync, toWritable } = require('internal/streams/iter/classic');
const { fromWritable } = require('internal/streams/iter/classic_writer');
const consumers = require('internal/streams/iter/consumers');
const { pipeTo, pipeToSync, pull, pullSync } = require('internal/streams/iter/pipeline');
const { duplex, push } = require('internal/streams/iter/push');
const { Share, share, shareProtocol, shareSync, shareSyncProtocol, SyncShare } = require('internal/streams/iter/share');
const { from, fromSync, toAsyncStreamable, toStreamable } = require('internal/streams/iter/source');

process.emitWarning('stream/iter is an experimental feature and might change at any time', 'ExperimentalWarning');

const { array, arrayBuffer, arrayBufferSync, arraySync, bytes, bytesSync, drainableProtocol, merge, ondrain, tap, tapSync, text,
        textSync } = consumers;

const protocols = {
  toStreamable, toAsyncStreamable, broadcastProtocol, shareProtocol, shareSyncProtocol, drainableProtocol,
};
const Stream = Object.freeze({
  push, duplex, from, fromSync, pull, pullSync, pipeTo, pipeToSync, bytes, text, arrayBuffer, array, bytesSync, textSync,
  arrayBufferSync, arraySync, merge, broadcast, share, shareSync, tap, tapSync, ondrain, ...protocols,
});

module.exports = {
  Stream, ...protocols, push, duplex, from, fromSync, pull, pullSync, pipeTo, pipeToSync, bytes, text, arrayBuffer, array, bytesSync,
  textSync, arrayBufferSync, arraySync, merge, broadcast, Broadcast, share, shareSync, Share, SyncShare, tap, tapSync, ondrain,
  fromReadable, fromWritable, toReadable, toReadableSync, toWritable,
};
