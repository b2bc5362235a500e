'use strict';
// EPIPE: writing where nobody reads any more is the callback's error and one 'error' event, for sockets, for the standard
// input of a child and for standard output; nothing aborts, and no descriptor is left.
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const { spawn } = require('child_process');

const countDescriptors = () => fs.readdirSync('/proc/self/fd').length;
const isBroken = (error) => error?.code === 'EPIPE' || error?.code === 'ECONNRESET';

if (process.argv[2] === 'print') {
  process.stdout.on('error', (error) => { process.exit(isBroken(error) ? 7 : 8); });
  setInterval(() => { process.stdout.write('line\n'); }, 1);
  return;
}

function socketGone() {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => { socket.destroy(); }).listen(0, '127.0.0.1', () => {
      const socket = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
      let errors = 0;
      let failedWrites = 0;
      const write = () => {
        socket.write('x'.repeat(1000), (error) => {
          if (error) failedWrites++;
          else setImmediate(write);
        });
      };
      socket.resume().on('end', write).on('error', (error) => {
        assert(isBroken(error), error);
        errors++;
      });
      socket.on('close', () => {
        assert.strictEqual(errors, 1);
        assert.strictEqual(failedWrites, 1);
        server.close(resolve);
      });
    });
  });
}

function childThatReadsNothing() {
  return new Promise((resolve) => {
    const child = spawn('/bin/true', { stdio: ['pipe', 'ignore', 'ignore'] });
    let errors = 0;
    child.stdin.on('error', (error) => {
      assert(isBroken(error), error);
      errors++;
    });
    child.on('exit', () => {
      child.stdin.write('x'.repeat(100000));
    });
    child.on('close', () => {
      assert(errors <= 1);
      resolve();
    });
  });
}

function outputNobodyReads() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [__filename, 'print'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => { child.stdout.destroy(); });
    child.on('close', (code, signal) => {
      assert.deepStrictEqual([code, signal], [7, null]);
      resolve();
    });
  });
}

async function main() {
  await socketGone();  // what is loaded once may keep a descriptor
  await childThatReadsNothing();
  const before = countDescriptors();
  await socketGone();
  await childThatReadsNothing();
  await outputNobodyReads();
  await new Promise(setImmediate);
  assert.strictEqual(countDescriptors(), before);
}

main();
