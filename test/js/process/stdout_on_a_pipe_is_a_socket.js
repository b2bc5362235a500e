'use strict';
// On a pipe stdout and stderr are net.Sockets that cannot be closed; a reader that has gone away is an 'error' event with EPIPE.

const assert = require('assert');
const { spawn, spawnSync } = require('child_process');

function childMain() {
  const net = require('net');
  const report = { socket: process.stdout instanceof net.Socket, type: process.stdout._type };
  process.stdout.write('h\u00e9');
  process.stdout.write('6869', 'hex');
  process.stdout.cork();
  process.stdout.write('a', 'latin1');
  process.stdout.write(Buffer.from('b'));
  process.stdout.uncork();
  report.written = process.stdout.bytesWritten;
  process.stdout.on('close', () => {
    process.stdout.write('c');
    process.stderr.write(JSON.stringify(report));
  });
  process.stdout.destroy();
}

const { stdout, stderr } = spawnSync(process.execPath, ['-e', `(${childMain})()`], { encoding: 'utf8' });
assert.strictEqual(stdout, 'h\u00e9hiabc');
assert.deepStrictEqual(JSON.parse(stderr), { socket: true, type: 'pipe', written: 7 });

function writerMain() {
  process.stdout.on('error', (error) => {
    process.stderr.write(`${error.code} ${error.syscall}`);
    process.exit();
  });
  process.on('message', () => process.stdout.write('x'));
}

const writer = spawn(process.execPath, ['-e', `(${writerMain})()`], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
writer.stdout.destroy();
let text = '';
writer.stderr.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
writer.stdout.on('close', () => writer.send('write'));
writer.on('close', () => assert.strictEqual(text, 'EPIPE write'));
