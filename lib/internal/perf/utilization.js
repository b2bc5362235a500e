'use strict';
// eventLoopUtilization(): how much of its time the loop worked rather than waited for events (Node's documentation,
// performance.eventLoopUtilization). Callers: perf_hooks, performance.

const native = binding('performance');
const kLoopStart = 4;  // runtime::Milestone

/** @param {{idle: number, active: number}} [first] @param {{idle: number, active: number}} [second] an earlier one */
function eventLoopUtilization(first = undefined, second = undefined) {
  const started = native.milestone(kLoopStart);
  if (started <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (second) {
    const idle = first.idle - second.idle;
    const active = first.active - second.active;
    return { idle, active, utilization: active / (idle + active) };
  }
  const idle = native.idleTime();
  const active = native.now() - started - idle;
  if (!first) return { idle, active, utilization: active / (idle + active) };
  const idleSince = idle - first.idle;
  const activeSince = active - first.active;
  return { idle: idleSince, active: activeSince, utilization: activeSince / (idleSince + activeSince) };
}

module.exports = { eventLoopUtilization };
