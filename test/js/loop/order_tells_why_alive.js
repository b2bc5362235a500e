'use strict';
// Control-C at `phasor order`: the script says what keeps it alive and ends; what it did until then is listed.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-order-alive-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'script.js');
fs.writeFileSync(file, "setInterval(function every() {}, 5000); setImmediate(function once() { process.stderr.write('ready'); });");

// A group of its own, since a terminal sends its signal to all of one.
const order = spawn(process.execPath, ['order', file], { detached: true });
let out = '', errors = '', asked = false;
order.stdout.setEncoding('utf8').on('data', (text) => { out += text; });
order.stderr.setEncoding('utf8').on('data', (text) => {
  errors += text;
  if (errors.includes('ready') && !asked) asked = process.kill(-order.pid, 'SIGINT');
});
order.on('close', (code, signal) => {
  assert.strictEqual(signal, null);
  assert.match(errors, /1 keep the loop alive \(pid \d+\):\n {2}timer Timeout every 5000 ms/);
  assert.match(out, /once .*check.*queued by 1/);
});
