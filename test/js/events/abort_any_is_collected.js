'use strict';
// Signals of AbortSignal.any() that nobody holds go, and leave nothing behind in their sources; so do those that cannot abort any
// more because their sources are gone.
const assert = require('assert');
const v8 = require('v8');
v8.setFlagsFromString('--expose-gc');
const gc = require('vm').runInNewContext('gc');

const kRounds = 100;
const longLived = new AbortController();
let collected = 0;
const registry = new FinalizationRegistry(() => collected++);

function makeGarbage() {
  for (let i = 0; i < kRounds; i++) {
    registry.register(AbortSignal.any([longLived.signal]));
    const orphan = AbortSignal.any([new AbortController().signal]);
    orphan.addEventListener('abort', () => {});
    registry.register(orphan);
  }
}

let turns = 0;
function look() {
  gc();
  if (collected === 2 * kRounds) return;
  assert.ok(++turns < 50, `${collected} of ${2 * kRounds}`);
  setImmediate(look);
}

makeGarbage();
setImmediate(look);
