'use strict';
// phasor:loop: the event loop's figures about itself, traces, and blame for what blocks it (docs/event-loop.md). What Node
// does not have; the pieces stand in internal/loop.

const { watchBlocks } = require('internal/loop/blame');
const { json, metrics, now, prometheus } = require('internal/loop/metrics');
const { whyAlive } = require('internal/loop/alive');
const { startTrace, stopTrace, readTrace } = require('internal/loop/trace');

module.exports = { json, metrics, now, prometheus, startTrace, stopTrace, readTrace, watchBlocks, whyAlive };
