'use strict';
// scenarios.js AREA FROM COUNT: tells the scenarios of the seeds FROM .. FROM + COUNT - 1 of an area, on whatever runtime runs it.
// Output: `=== SEED`, then the scenario's transcript.

const path = require('path');
const { makeRandom, describe, immediate } = require('./support');

const [area, from, count] = process.argv.slice(2);
const play = require(path.join(__dirname, 'areas', area));
const LIMIT_MS = 5000;
const MOST_LINES = 500;

let lines;
function say(name, ...values) {
  if (lines.length < MOST_LINES) lines.push([name, ...values.map(describe)].join(' '));
}

process.on('uncaughtException', (error) => say('uncaught', error));
process.on('unhandledRejection', (reason) => say('unhandled', reason));

(async () => {
  for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
    lines = [];
    let timer;
    const limit = new Promise((resolve) => {
      timer = setTimeout(resolve, LIMIT_MS, 'no end');
    });
    const end = await Promise.race([limit, play(makeRandom(seed), say)]);
    if (end !== undefined) say(end);
    clearTimeout(timer);
    for (let i = 0; i < 3; i++) await immediate(); // what was left over still belongs to this seed
    process.stdout.write(`=== ${seed}\n${lines.join('\n')}\n`);
  }
})();
