'use strict';
// expectations.json: for each file of the reference (control group aside) either "pass", or why it fails.
// `node-compat/run --check` compares a run with it, `--update` writes it. A reason written by hand is kept as long as
// its file fails: one that starts with `!` was made from the output and is made anew.

const fs = require('fs');
const path = require('path');

const FILE = path.join(__dirname, '..', 'expectations.json');

function read() {
  try {
    return JSON.parse(fs.readFileSync(FILE, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * Runs files whose outcome is not the expected one again, up to twice: only what stays so is red. A file whose outcome
 * varies from run to run is listed as failing.
 * @param {Array<{test: object, outcome: object}>} results changed in place
 * @param {(test: object) => Promise<object>} run
 */
async function retry(results, run) {
  const expected = read();
  for (const result of results) {
    for (let attempt = 0; attempt < 2; attempt++) {
      if ((result.outcome.status === 'pass') === (expected[result.test.name] === 'pass')) break;
      result.outcome = await run(result.test);
    }
  }
}

/** @returns {boolean} whether every outcome is the expected one; prints what is not */
function check(results) {
  const expected = read();
  let good = true;
  for (const { test, outcome } of results) {
    const wanted = expected[test.name];
    if ((outcome.status === 'pass') === (wanted === 'pass')) continue;
    good = false;
    if (wanted === 'pass') console.log(`RED: ${test.name} should pass\n${outcome.output.replace(/^/gm, '    ')}`);
    else console.log(`RED: ${test.name} passes and expectations.json says ${wanted ?? 'nothing'}: run --update`);
  }
  return good;
}

/** The listed files in the form of the reference; how long each takes is not known. */
function asReference() {
  return new Map(Object.keys(read()).map((name) => [name, { status: 'pass', ms: 5000 }]));
}

function write(results, reasonOf) {
  const before = read();
  const after = {};
  for (const { test, outcome } of results) {
    if (test.control) continue;
    const reason = before[test.name];
    if (outcome.status === 'pass') after[test.name] = 'pass';
    else if (reason !== undefined && reason !== 'pass' && !reason.startsWith('!')) after[test.name] = reason;
    else after[test.name] = `! ${reasonOf(outcome)}`;
  }
  fs.writeFileSync(FILE, `${JSON.stringify(after, null, 1)}\n`);
}

module.exports = { retry, check, write, asReference };
