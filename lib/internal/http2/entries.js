'use strict';
// Performance entries of type 'http2' (documentation, "Collecting HTTP/2 performance metrics"). Callers: session and stream when
// they end.

const { constants } = require('internal/http2/constants');
const { observed } = require('internal/perf/observed');
const { enqueue } = require('internal/perf/observer');
const { kDurations, kPingDuration } = require('internal/http2/symbols');
const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');

function add(name, startTime, detail) {
  const entry = new PerformanceNodeEntry(kKey, name, 'http2', startTime, performance.now() - startTime, detail);
  // The details stand on the entry itself as well, where they were before `detail` came.
  Object.assign(entry, detail);
  enqueue(entry);
}

/** @param {object} session @param {number[]} statistics of the native session @param {number} startTime milliseconds */
function recordSession(session, statistics, startTime) {
  if (observed.http2 === 0) return;
  const durations = session[kDurations];
  add('Http2Session', startTime, {
    bytesRead: statistics[0],
    bytesWritten: statistics[1],
    framesReceived: statistics[2],
    framesSent: statistics[3],
    maxConcurrentStreams: statistics[5],
    pingRTT: session[kPingDuration],
    streamAverageDuration: durations.count === 0 ? 0 : durations.sum / durations.count,
    streamCount: statistics[4],
    type: session.type === constants.NGHTTP2_SESSION_SERVER ? 'server' : 'client',
  });
}

/** @param {object} stream @param {object} statistics times of performance.now(), 0 for never @param {number} startTime */
function recordStream(stream, statistics, startTime) {
  if (observed.http2 === 0) return;
  const since = (time) => time === 0 ? 0 : time - startTime;
  add('Http2Stream', startTime, {
    bytesRead: statistics.bytesRead,
    bytesWritten: statistics.bytesWritten,
    id: stream.id,
    timeToFirstByte: since(statistics.firstByte),
    timeToFirstByteSent: since(statistics.firstByteSent),
    timeToFirstHeader: since(statistics.firstHeader),
  });
}

module.exports = { recordSession, recordStream };
