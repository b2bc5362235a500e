'use strict';
// Benchmark: script
// Cost of an immediate: one a turn (a chain), and many in one turn.
const COUNT = 200000;

function report(name, started) {
  console.log(`RESULT ${name} ${(Number(process.hrtime.bigint() - started) / COUNT).toFixed(1)} ns`);
}

function chain(done) {
  let left = COUNT;
  const started = process.hrtime.bigint();
  setImmediate(function next() {
    if (--left > 0) return void setImmediate(next);
    report('one a turn', started);
    done();
  });
}

function batch(done) {
  let left = COUNT;
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) setImmediate(() => { if (--left === 0) { report('many a turn', started); done(); } });
}

chain(() => batch(() => chain(() => batch(() => {}))));
