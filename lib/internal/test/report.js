'use strict';
// The report of node:test in the form of its reporter `spec`. Caller: internal/test/test.

const { inspect } = require('util');
const path = require('path');

const isSet = (value) => value !== undefined && value !== false;

function line(test) {
  const time = `(${test.milliseconds.toFixed(6).replace(/\.?0+$/, '')}ms)`;
  const note = (value) => (typeof value === 'string' ? ` # ${value}` : '');
  if (isSet(test.skip)) return `\ufe63 ${test.name} ${time}${note(test.skip) || ' # SKIP'}`;
  if (isSet(test.todo)) return `${test.error === null ? '\u2714' : '\u26a0'} ${test.name} ${time}${note(test.todo) || ' # TODO'}`;
  if (test.error !== null) return `\u2716 ${test.name} ${time}`;
  return `\u2714 ${test.name} ${time}${isSet(test.options.expectFailure) ? ' # EXPECTED FAILURE' : ''}`;
}

function* linesOf(test, indent) {
  if (test.children.length > 0) {
    yield `${indent}\u25b6 ${test.name}`;
    for (const child of test.children) yield* linesOf(child, `${indent}  `);
  }
  yield indent + line(test);
  for (const message of test.diagnostics) yield `${indent}\u2139 ${message}`;
}

/** Prints a test of the top level with all that is below it. */
function printTest(test) {
  process.stdout.write(`${[...linesOf(test, '')].join('\n')}\n`);
}

function* everyTest(test) {
  for (const child of test.children) {
    yield child;
    yield* everyTest(child);
  }
}

function count(root) {
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  for (const test of everyTest(root)) {
    if (test.kind === 'suite') {
      counts.suites++;
      continue;
    }
    counts.tests++;
    if (isSet(test.skip)) counts.skipped++;
    else if (isSet(test.todo)) counts.todo++;
    else if (test.cancelled) counts.cancelled++;
    else if (test.error !== null) counts.fail++;
    else counts.pass++;
  }
  return counts;
}

/** Prints the sums, and each failure with its place. */
function printSummary(root) {
  const lines = root.diagnostics.map((message) => `\u2139 ${message}`);
  for (const [name, value] of Object.entries(count(root))) lines.push(`\u2139 ${name} ${value}`);
  lines.push(`\u2139 duration_ms ${root.milliseconds.toFixed(6)}`);
  const failures = [...everyTest(root)].filter((test) => test.error !== null && test.error.failureType !== 'subtestsFailed');
  if (failures.length > 0) lines.push('', '\u2716 failing tests:');
  for (const test of failures) lines.push('', ...failureLines(test));
  process.stdout.write(`${lines.join('\n')}\n`);
}

function failureLines(test) {
  const { file, line: row, column } = test.site;
  const cause = test.error.cause ?? test.error;
  const text = inspect(cause).split('\n').map((part) => `  ${part}`);
  return [`test at ${path.relative(process.cwd(), file)}:${row}:${column}`, line(test), ...text];
}

module.exports = { printTest, printSummary };
