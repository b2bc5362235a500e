'use strict';
// Benchmark: script
// Reading a file of 1 KiB: readFileSync, readFile one after the other and 16 at a time, and fs.promises.
const fs = require('fs');
const os = require('os');
const path = require('path');

const COUNT = 20000;
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const file = path.join(dir, 'small');
fs.writeFileSync(file, Buffer.alloc(1024, 'x'));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));

function report(name, started, count) {
  console.log(`RESULT ${name} ${(Number(process.hrtime.bigint() - started) / count / 1000).toFixed(2)} us`);
}

function sync() {
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT; i++) fs.readFileSync(file, 'utf8');
  report('readFileSync', started, COUNT);
}

function callbacks(width, name) {
  return new Promise((resolve) => {
    let begun = 0;
    let done = 0;
    const started = process.hrtime.bigint();
    const next = () => {
      if (begun === COUNT) return;
      begun++;
      fs.readFile(file, 'utf8', (error) => {
        if (error) throw error;
        if (++done === COUNT) { report(name, started, COUNT); resolve(); } else next();
      });
    };
    for (let i = 0; i < width; i++) next();
  });
}

async function promises() {
  const started = process.hrtime.bigint();
  for (let i = 0; i < COUNT / 4; i++) await fs.promises.readFile(file, 'utf8');
  report('fs.promises.readFile', started, COUNT / 4);
}

(async () => {
  sync();
  sync();
  await callbacks(1, 'readFile');
  await callbacks(16, 'readFile, 16 at a time');
  await promises();
})();
