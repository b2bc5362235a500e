'use strict';
// Turns outcomes into what people and programs read: the table per module, the groups of failures, the JSON file.
// node-compat/run is the caller. Control files have no names here: only sums of them are given out.

const fs = require('fs');

/**
 * @param {Array<{test: import('./suite').TestFile, outcome: import('./execute').Outcome}>} results
 * @returns {Map<string, {pass: number, total: number}>} by module, sorted by name
 */
function countByModule(results) {
  const counts = new Map();
  for (const { test, outcome } of results) {
    if (!counts.has(test.module)) counts.set(test.module, { pass: 0, total: 0 });
    const count = counts.get(test.module);
    count.total++;
    if (outcome.status === 'pass') count.pass++;
  }
  return new Map([...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function sum(counts) {
  const total = { pass: 0, total: 0 };
  for (const count of counts.values()) {
    total.pass += count.pass;
    total.total += count.total;
  }
  return total;
}

function rate({ pass, total }) {
  return total === 0 ? '-' : `${(100 * pass / total).toFixed(1)} %`;
}

/**
 * A Markdown table with one row a module and one column a runtime.
 * @param {Map<string, Map<string, {pass: number, total: number}>>} byRuntime runtime's name -> countByModule's result
 * @returns {string}
 */
function moduleTable(byRuntime) {
  const runtimes = [...byRuntime.keys()];
  const modules = [...new Set(runtimes.flatMap((name) => [...byRuntime.get(name).keys()]))].sort();
  const cell = (count) => (count === undefined ? '-' : `${count.pass}/${count.total} (${rate(count)})`);
  const rows = [
    ['module', ...runtimes],
    ['---', ...runtimes.map(() => '---:')],
    ...modules.map((module) => [module, ...runtimes.map((name) => cell(byRuntime.get(name).get(module)))]),
    ['**all**', ...runtimes.map((name) => cell(sum(byRuntime.get(name))))],
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * The line of a failing file's output that says best what went wrong, less what differs from file to file.
 * @param {import('./execute').Outcome} outcome
 * @returns {string}
 */
function reasonOf(outcome) {
  if (outcome.status === 'timeout') return 'timeout';
  if (outcome.status === 'skip') return `skipped: ${(/# Skipped:? *(.*)/.exec(outcome.output) ?? [])[1] ?? ''}`;
  const lines = outcome.output.split('\n').map((line) => line.trim()).filter(Boolean);
  const error = lines.find((line) => /^(Uncaught )?([A-Za-z]*Error|[A-Za-z]*Exception)\b.*/.test(line)) ??
    lines.find((line) => /\b[A-Za-z]*Error\b/.test(line)) ??
    lines.find((line) => /Mismatched|not ok|FATAL|CHECK|# Fatal|bad option|signal/.test(line)) ?? lines[0];
  if (error === undefined) return `exit code ${outcome.code}, no output`;
  return normalise(error);
}

function normalise(line) {
  return line
    .replace(/(?:file:\/\/)?\/[^\s'")]*\//g, '')       // folders
    .replace(/\b(?:test-[\w-]+\.m?js)\b/g, 'FILE')
    .replace(/0x[0-9a-f]+/gi, '0xN')
    .replace(/:\d+(:\d+)?/g, '')
    .replace(/\b\d{3,}\b/g, 'N')
    .slice(0, 160);
}

/**
 * Failures by reason, most frequent first.
 * @returns {Array<{reason: string, names: string[]}>}
 */
function groupFailures(results) {
  const groups = new Map();
  for (const { test, outcome } of results) {
    if (outcome.status === 'pass') continue;
    const reason = reasonOf(outcome);
    if (!groups.has(reason)) groups.set(reason, []);
    groups.get(reason).push(test.name);
  }
  return [...groups].map(([reason, names]) => ({ reason, names })).sort((a, b) => b.names.length - a.names.length);
}

/** What --json writes. */
function toJson(runtime, version, results) {
  const counts = countByModule(results);
  const files = {};
  for (const { test, outcome } of results) {
    if (test.control) continue;
    files[test.name] = outcome.status === 'pass' ? { status: 'pass', ms: outcome.ms } : outcome;
  }
  return { runtime, version, total: sum(counts), modules: Object.fromEntries(counts), files };
}

/** The outcomes in a file that --json wrote. */
function fromJson(file) {
  const { files } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return Object.entries(files).map(([name, outcome]) => ({ test: { name, control: false }, outcome: { output: '', ...outcome } }));
}

module.exports = { fromJson, countByModule, sum, rate, moduleTable, reasonOf, groupFailures, toJson };
