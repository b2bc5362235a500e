'use strict';
// Performance entries of type 'http2' (documentation, "Collecting HTTP/2 performance metrics").

/** @param {object} session @param {number[]} statistics of the native session @param {number} startTime */
function recordSession(session, statistics, startTime) {
}

/** @param {object} stream @param {object} statistics @param {number} startTime */
function recordStream(stream, statistics, startTime) {
}

module.exports = { recordSession, recordStream };
