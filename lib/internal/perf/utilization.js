'use strict';
// eventLoopUtilization(): how much of its time the loop worked rather than waited for events (Node's documentation,
// performance.eventLoopUtilization). Callers: perf_hooks, performance, worker.performance.

const native = binding('performance');
const kLoopStart = 5;  // runtime::Milestone

/** @param {{idle: number, active: number}} [first] @param {{idle: number, active: number}} [second] an earlier one */
function eventLoopUtilization(first, second) {
  return utilizationSince(native.milestone(kLoopStart), native.idleTime(), first, second);
}

/** @param {number} started when the loop began, in ms as of performance.now(); -1: not yet @param {number} idle ms that it waited */
function utilizationSince(started, idle, first, second) {
  if (started <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (second) {
    const idleBetween = first.idle - second.idle;
    const activeBetween = first.active - second.active;
    return { idle: idleBetween, active: activeBetween, utilization: activeBetween / (idleBetween + activeBetween) };
  }
  const active = native.now() - started - idle;
  if (!first) return { idle, active, utilization: active / (idle + active) };
  const idleSince = idle - first.idle;
  const activeSince = active - first.active;
  return { idle: idleSince, active: activeSince, utilization: activeSince / (idleSince + activeSince) };
}

module.exports = { eventLoopUtilization, utilizationSince };
