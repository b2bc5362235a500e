'use strict';
// phasor:loop: the event loop's figures about itself (docs/event-loop.md). What Node does not have; the pieces stand in
// internal/loop.

const { metrics, now } = require('internal/loop/metrics');
const { whyAlive } = require('internal/loop/alive');
const { startTrace, stopTrace, readTrace } = require('internal/loop/trace');

module.exports = { metrics, now, startTrace, stopTrace, readTrace, whyAlive };
