'use strict';
// The loop's figures, which C++ keeps always (src/loop/metrics.h). Callers: phasor:loop.

const native = binding('loop');

/**
 * Durations in milliseconds; percentiles to 3 %.
 * @typedef {{count: number, total: number, max: number, p50: number, p75: number, p90: number, p99: number,
 *   p999: number}} Times
 */

/**
 * @typedef {object} LoopMetrics
 * @property {number} turns begun
 * @property {Times} turn from beginning to end, waiting included
 * @property {Times} delay of each turn: how long no new event was looked at, from the end of the wait to the next poll
 * @property {Object<string, Times>} phases timers, pending, poll (waiting included), check, closing: those that ran something
 * @property {Times} pollWait how long the poll phase waited
 * @property {Times} pollWork how long it ran callbacks
 * @property {Object<string, number>} callbacks run, by kind ("timer", "http request")
 * @property {number} drains of ticks and microtasks at the end of a callback
 * @property {number} tickDrains those that had ticks to run
 * @property {Times} drain one in eight drains, timed
 * @property {Object<string, {posted: number, cancelled: number, queued: Times, run: Times, returned: Times}>} jobs of the
 *   thread pools by kind ("fs", "dns", "crypto", "zlib"): waiting for a thread, on it, and until the callback ran
 * @property {Object<string, {queued: number, running: number, threads: number}>} pools of the process, now
 * @property {Object<string, {active: number, begun: number}>} handles by the type that async_hooks shows
 * @property {Object<string, {active: number, begun: number}>} requests the same
 * @property {Object<string, Times>} gc by V8's kind of collection
 */

/** @returns {LoopMetrics} of the calling thread's loop, since it began */
const metrics = () => native.metrics();

/**
 * Where the loop is.
 * @typedef {{turn: number, phase: string, stage: string, kind: string, asyncId: number, triggerAsyncId: number}} LoopNow
 */

/** @returns {LoopNow} of the calling thread */
const now = () => native.now();

/** @returns {string} the figures of all loops of the process in Prometheus' text format */
const prometheus = () => native.prometheus();

/** @returns {string} the same as JSON: families with name, help, type and metrics */
const json = () => native.json();

module.exports = { json, metrics, now, prometheus };
