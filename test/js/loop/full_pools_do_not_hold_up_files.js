'use strict';
// With every thread of the cpu and the dns pool taken by jobs that do not end, and more of them queued, files are read all the
// same: each kind of work has a pool of its own.
//
// The cpu jobs would compute for hours. getaddrinfo() is stuck in opening the file of HOSTALIASES (resolver(7)), a FIFO that
// nobody writes to. What is under way holds up the program's end, so a child does it, which is killed.
const assert = require('assert');
const { execFileSync, spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const JOBS = 12;

function program() {
  const { pbkdf2 } = require('crypto');
  const { lookup } = require('dns');
  const { metrics } = require('phasor:loop');
  const ended = () => { throw new Error('the job ended'); };
  for (let i = 0; i < JOBS; i++) {
    pbkdf2('secret', 'salt', 2 ** 31 - 1, 64, 'sha512', ended);
    lookup(`stuck-${i}`, ended);
  }
  const isFull = ({ cpu, dns }) => [cpu, dns].every((pool) => pool.running === 4 && pool.queued === JOBS - 4);
  (function readWhenFull() {
    if (!isFull(metrics().pools)) return void setImmediate(readWhenFull);
    fs.readFile(__filename, 'utf8', (error, text) => {
      assert.ifError(error);
      assert.ok(text.startsWith("'use strict'"));
      assert.ok(isFull(metrics().pools), 'the pools are full still');
      console.log('read');
    });
  })();
}

if (process.argv[2] === 'program') {
  program();
} else {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pools-'));
  const fifo = path.join(dir, 'aliases');
  execFileSync('mkfifo', [fifo]);
  const child = spawn(process.execPath, [__filename, 'program'], {
    env: { ...process.env, HOSTALIASES: fifo, UV_THREADPOOL_SIZE: '4' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    child.kill('SIGKILL');
  });
  child.on('close', () => {
    fs.rmSync(dir, { recursive: true });
    assert.strictEqual(output, 'read\n');
  });
}
