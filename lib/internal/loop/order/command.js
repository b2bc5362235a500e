'use strict';
// phasor order [--json] [--all] [--against=PATH] FILE [ARG...]: runs a script and says, callback by callback, where each ran, what
// queued it and why it came before the next. Caller: bootstrap/main.js. The script runs in a process of its own with
// --trace-loop, so that it sees nothing of this.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { parseArgs } = require('util');
const { adviceFor } = require('internal/loop/order/advice');
const { readCallbacks } = require('internal/loop/order/callbacks');
const { reasonFor } = require('internal/loop/order/reasons');

const USAGE = 'usage: phasor order [--json] [--all] [--against=PATH] FILE [ARG...]';
const MOST_OUTPUT = 64 << 20;
// Immediates for a second; memory that no event needs is not touched.
const MOST_EVENTS = 1 << 21;

function fail(text) {
  binding('runtime').writeStderr(`${text}\n`);
  process.exit(9);
}

/** Options end at the script's name: what follows is the script's. */
function readArguments(words) {
  const end = words.findIndex((word) => !word.startsWith('-'));
  if (end < 0) fail(`phasor order: no file\n${USAGE}`);
  try {
    const { values } = parseArgs({
      args: words.slice(0, end), options: { json: { type: 'boolean' }, all: { type: 'boolean' }, against: { type: 'string' } },
    });
    return { ...values, command: words.slice(end) };
  } catch (error) {
    return fail(`phasor order: ${error.message}\n${USAGE}`);
  }
}

/** @returns {{callbacks: object[], missing: {lost: number, crowded: number}, stdout: string, status: number}} */
function traceRun(command, { all, json }) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-order-'));
  process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
  const base = path.join(directory, 'trace');
  // Control-C ends the script, which says first what keeps it alive, and leaves its trace; not this process.
  process.on('SIGINT', () => {});
  const child = spawnSync(process.execPath,
    [`--trace-loop=${base}`, `--trace-loop-events=${MOST_EVENTS}`, '--why-alive-signal=SIGINT', ...command],
    { stdio: ['inherit', 'pipe', 'inherit'], maxBuffer: MOST_OUTPUT });
  if (child.error) fail(`phasor order: ${child.error.message}`);
  if (!json) fs.writeFileSync(1, child.stdout);
  const trace = `${base}.json`;
  if (!fs.existsSync(trace) || fs.statSync(trace).size === 0) fail('phasor order: the script left no trace (it was ended by a signal?)');
  return { ...readCallbacks(trace, all), stdout: String(child.stdout), status: child.status ?? 1 };
}

/** The first line in which the script's output under another runtime differs. */
function compareWith(runtime, command, stdout) {
  const child = spawnSync(runtime, command, { stdio: ['inherit', 'pipe', 'pipe'], maxBuffer: MOST_OUTPUT });
  if (child.error) fail(`phasor order: ${runtime}: ${child.error.message}`);
  const here = stdout.split('\n'), there = String(child.stdout).split('\n');
  const line = here.findIndex((text, i) => text !== there[i]);
  if (line < 0 && here.length === there.length) return { runtime, same: true };
  const at = line < 0 ? here.length : line;
  return { runtime, same: false, line: at + 1, here: here[at], there: there[at] };
}

/**
 * What --json prints of the callbacks. `reasonFor` sees hidden callbacks too, as hosts.
 * @returns {object[]}
 */
function explain(callbacks) {
  return callbacks.map((callback, i) => {
    const { index, name, kind, turn, phase, delay, queuedBy, queuer, host, drained, queuedAt, start, end } = callback;
    const next = callbacks[i + 1];
    return {
      index, name, kind, turn, phase, delay, queuedBy: queuedBy?.index,
      queuedIn: queuer && { kind: queuer.kind, turn: queuer.turn, phase: queuer.phase },
      drainOf: drained && host.shown ? host.index : undefined, queuedAt, start, end, beforeNext: next && reasonFor(callback, next),
    };
  });
}

function wherePhrase({ turn, phase, kind }) {
  if (kind.startsWith('main')) return 'before the loop';
  if (turn === 0) return 'after the main script';
  return phase === 'outside' ? 'after the loop' : `turn ${turn}, ${phase}`;
}

function missingText({ lost, crowded }) {
  const of = [];
  if (crowded > 0) of.push(`${crowded} turn(s) had so many callbacks that only the first are listed`);
  if (lost > 0) of.push(`the oldest ${lost} events are gone (--trace-loop-events)`);
  return of.length === 0 ? undefined : `Not all callbacks are here: ${of.join('; ')}.`;
}

function* lines(entries, advice, missing) {
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const [i, entry] of entries.entries()) {
    const { index, name, queuedBy, beforeNext } = entry;
    const origin = queuedBy === undefined ? '' : `  queued by ${queuedBy}`;
    yield `${String(index).padStart(4)}  ${name.padEnd(width)}  ${wherePhrase(entry).padEnd(22)}${origin}`.trimEnd();
    if (beforeNext === undefined) continue;
    yield `      before ${index + 1}: ${beforeNext.text}`;
    if (beforeNext.determined) continue;
    yield `      Either way is right: ${name}, then ${entries[i + 1].name}; or ${entries[i + 1].name}, then ${name}.`;
    yield `      ${beforeNext.advice}.`;
  }
  if (missingText(missing) !== undefined) yield `\n${missingText(missing)}`;
  if (advice.length > 0) yield '\nAdvice';
  for (const { text } of advice) yield `  ${text}.`;
}

function comparisonText({ runtime, same, line, here, there }) {
  if (same) return `${runtime} prints the same.`;
  return `${runtime} parts at line ${line} of the output: ${JSON.stringify(there)} there, ${JSON.stringify(here)} here.`;
}

/** Runs the command; ends the process with the script's exit code. */
function run(words) {
  const options = readArguments(words);
  const { callbacks, missing, stdout, status } = traceRun(options.command, options);
  const shown = callbacks.filter((callback) => callback.shown);
  const entries = explain(shown);
  const advice = adviceFor(shown);
  const comparison = options.against === undefined ? undefined : compareWith(options.against, options.command, stdout);
  if (options.json) {
    fs.writeFileSync(1, `${JSON.stringify({ callbacks: entries, missing, advice, comparison }, null, 2)}\n`);
  } else {
    fs.writeFileSync(1, `\n${[...lines(entries, advice, missing)].join('\n')}\n`);
    if (comparison !== undefined) fs.writeFileSync(1, `\n${comparisonText(comparison)}\n`);
  }
  process.exit(status);
}

module.exports = { run };
