'use strict';
// Benchmark: script
// Cost of a tick: queued by a tick (a chain), many at once, and with arguments.
const COUNT = 1000000;

function report(name, started) {
  console.log(`RESULT ${name} ${(Number(process.hrtime.bigint() - started) / COUNT).toFixed(1)} ns`);
}

function chain(done) {
  let left = COUNT;
  const started = process.hrtime.bigint();
  process.nextTick(function next() {
    if (--left > 0) return void process.nextTick(next);
    report('chain', started);
    setImmediate(done);
  });
}

function batch(done) {
  let left = COUNT;
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) {
    process.nextTick((a, b) => { left -= b - a; if (left === 0) { report('many with arguments', started); setImmediate(done); } }, 1, 2);
  }
}

function await_(done) {
  (async () => {
    const started = process.hrtime.bigint();
    for (let i = 0; i < COUNT; i++) await null;
    report('await', started);
    setImmediate(done);
  })();
}

chain(() => batch(() => await_(() => chain(() => batch(() => await_(() => {}))))));
