'use strict';
// Benchmark: script
// Cost of a timer: made and cleared, refreshed, and made and fired.
const COUNT = 200000;

function report(name, started, count) {
  console.log(`RESULT ${name} ${(Number(process.hrtime.bigint() - started) / count).toFixed(1)} ns`);
}

function madeAndCleared() {
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) clearTimeout(setTimeout(() => {}, 1000 + i % 50));
  report('made and cleared', started, COUNT);
}

function refreshed() {
  const timer = setTimeout(() => {}, 10000);
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) timer.refresh();
  report('refreshed', started, COUNT);
  clearTimeout(timer);
}

function fired(done) {
  let left = COUNT;
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) {
    setTimeout(() => { if (--left === 0) { report('made and fired', started, COUNT); done(); } }, 1);
  }
}

madeAndCleared();
madeAndCleared();
refreshed();
fired(() => fired(() => {}));
