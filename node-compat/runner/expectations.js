'use strict';
// expectations.json: for each file of the reference (control group aside) one of
//
//   "pass"
//   "! REASON"       fails; the reason was made from the output and is made anew
//   "REASON"         fails; the reason was written by hand and is kept as long as the file fails
//   "flaky: REASON"  sometimes passes: counts in neither direction, until somebody takes the word away
//
// `node-compat/run --check` compares a run with it, `--update` writes it.

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

function isFlaky(state) {
  return state?.startsWith('flaky:') === true;
}

function isExpected(outcome, state) {
  return isFlaky(state) || (outcome.status === 'pass') === (state === 'pass');
}

/**
 * Runs files whose outcome is not the expected one again, alone, up to twice: a file that is listed as passing is red when
 * it has failed three times, one that is not when it has passed three times.
 * @param {Array<{test: object, outcome: object}>} results changed in place
 * @param {(test: object) => Promise<object>} run
 */
async function retry(results, run) {
  const expected = read();
  for (const result of results) {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (isExpected(result.outcome, expected[result.test.name])) break;
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
    if (isExpected(outcome, wanted)) continue;
    good = false;
    if (wanted === 'pass') console.log(`RED: ${test.name} should pass\n${outcome.output.replace(/^/gm, '    ')}`);
    else console.log(`RED: ${test.name} passes and expectations.json says ${wanted ?? 'nothing'}: run --update`);
  }
  return good;
}

/**
 * The listed files in the form of the reference. How long each takes is not known; those that are known to hang get the
 * shortest limit.
 */
function asReference() {
  return new Map(Object.entries(read()).map(([name, state]) => (
    [name, { status: 'pass', ms: /^! timeout/.test(state) ? 0 : 5000 }])));
}

function write(results, reasonOf) {
  const before = read();
  const after = {};
  for (const { test, outcome } of results) {
    if (test.control) continue;
    const reason = before[test.name];
    if (isFlaky(reason)) after[test.name] = reason;
    else if (outcome.status === 'pass') after[test.name] = 'pass';
    else if (reason !== undefined && reason !== 'pass' && !reason.startsWith('!')) after[test.name] = reason;
    else after[test.name] = `! ${reasonOf(outcome)}`;
  }
  fs.writeFileSync(FILE, `${JSON.stringify(after, null, 1)}\n`);
}

module.exports = { retry, check, write, asReference };
