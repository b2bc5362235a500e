'use strict';
// What keeps this thread's loop alive: every ref'd handle, request, timer and immediate, with its age. Callers: phasor:loop;
// bootstrap/main (--why-alive-signal).

const { ageOf } = binding('loop');
const { asyncIdSymbol } = require('internal/async_context');

/**
 * @typedef {object} Reason
 * @property {'handle'|'request'|'timer'|'immediate'} what
 * @property {string} type Node's name: 'TCPServerWrap', 'FSReqCallback', 'Timeout', 'Immediate'
 * @property {number} age ms since it was made, to a few percent
 * @property {number} asyncId
 * @property {object} resource what async_hooks shows: the Timeout, the handle, the callback
 * @property {string} detail "every 1000 ms", "127.0.0.1:80"; '' where there is nothing to say
 * @property {{name: string, script: string, line: number, column: number}[]|undefined} stack where it was made, while a trace with
 *   stacks goes on (startTrace({ stacks: true }), --trace-loop with --trace-loop-stacks)
 */

function stackOf(asyncId) {
  const flat = binding('loop_trace').stackOf(asyncId);
  if (flat.length === 0) return undefined;
  const stack = [];
  for (let i = 0; i < flat.length; i += 4) {
    stack.push({ name: flat[i], script: flat[i + 1], line: flat[i + 2], column: flat[i + 3] });
  }
  return stack;
}

const addressOf = (address) => (typeof address === 'object' && address !== null ? `${address.address}:${address.port}` : '');

/** The peer of a connection, the address of a server. */
function detailOfHandle(handle) {
  if (typeof handle?.getSockName !== 'function') return '';
  return addressOf(handle.getPeerName?.()) || addressOf(handle.getSockName());
}

function reasonOf(what, type, resource, asyncId, detail) {
  return { what, type, age: ageOf(asyncId), asyncId, resource, detail, stack: stackOf(asyncId) };
}

function reasonOfTask(task) {
  if (task._idleTimeout === undefined) return reasonOf('immediate', 'Immediate', task, task[asyncIdSymbol], '');
  const detail = task._repeat ? `every ${task._repeat} ms` : `after ${task._idleTimeout} ms`;
  return reasonOf('timer', 'Timeout', task, task[asyncIdSymbol], detail);
}

// Standard output on a pipe is listed as in Node, but it waits for nothing: its writes are complete when they return.
const isStandardOutput = ({ resource }) => resource.owner?._isStdio === true;

/** @returns {Reason[]} oldest first */
function whyAlive() {
  const { requests, handles } = require('internal/process/active').keptAlive();
  const reasons = [
    ...handles.filter((handle) => !isStandardOutput(handle))
      .map(({ name, resource, asyncId }) => reasonOf('handle', name, resource, asyncId, detailOfHandle(resource))),
    ...requests.map(({ name, resource, asyncId }) => reasonOf('request', name, resource, asyncId, '')),
    ...require('internal/timers').refedTasks().map(reasonOfTask),
  ];
  return reasons.sort((a, b) => a.asyncId - b.asyncId);
}

/** The same as lines of text. */
function describe() {
  const reasons = whyAlive();
  const lines = [`${reasons.length} keep the loop alive (pid ${process.pid}):`];
  for (const { what, type, age, detail, stack } of reasons) {
    lines.push(`  ${what} ${type}${detail === '' ? '' : ` ${detail}`}, ${(age / 1000).toFixed(3)} s old`);
    for (const { name, script, line, column } of stack ?? []) lines.push(`      at ${name || '<anonymous>'} (${script}:${line}:${column})`);
  }
  return `${lines.join('\n')}\n`;
}

module.exports = { whyAlive, describe };
