'use strict';
// --heapsnapshot-signal writes a snapshot into --diagnostic-dir.
const assert = require('assert');
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapshot-'));
const text = 'process.kill(process.pid, "SIGUSR2"); const t = setInterval(() => {' +
  `if (require("fs").readdirSync(${JSON.stringify(folder)}).length > 0) clearInterval(t); }, 5);`;
const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${folder}`, '-e', text]);
child.on('exit', (code) => {
  assert.strictEqual(code, 0);
  const [name] = fs.readdirSync(folder);
  assert.match(name, /^Heap\..*\.heapsnapshot$/);
  fs.rmSync(folder, { recursive: true });
});
