'use strict';
// What the runtime publishes of children, threads, sockets and locks, and when.
const dc = require('diagnostics_channel');
const { spawn } = require('child_process');
const { Worker } = require('worker_threads');
const dgram = require('dgram');
const http = require('http');

const nameOf = (value) => (typeof value === 'object' && value !== null ? value.code ?? value.constructor?.name : String(value));
const NAMES = [
  'child_process', 'tracing:child_process.spawn:start', 'tracing:child_process.spawn:end', 'tracing:child_process.spawn:error',
  'worker_threads', 'udp.socket', 'net.client.socket', 'net.server.socket', 'http.server.request.start',
  'http.server.response.finish', 'locks.request.start', 'locks.request.grant', 'locks.request.miss', 'locks.request.end',
];
let log = [];
for (const name of NAMES) {
  dc.subscribe(name, (message) => {
    log.push(`${name} ${Object.keys(message).map((key) => `${key}=${nameOf(message[key])}`).join(' ')}`);
  });
}

async function step(title, run) {
  log = [];
  await new Promise(run);
  console.log(`${title}\n  ${log.sort().join('\n  ')}`);
}

async function main() {
  await step('spawn', (done) => spawn('true').on('close', done));
  await step('failing spawn', (done) => spawn('/nonexistent').on('error', done));
  await step('worker', (done) => new Worker('', { eval: true }).on('exit', done));
  await step('dgram', (done) => dgram.createSocket('udp4').close(done));
  await step('http', (done) => {
    const server = http.createServer((request, response) => response.end('x')).listen(0, () => {
      http.get({ port: server.address().port, agent: false }, (response) => response.resume().on('end', () => server.close(done)));
    });
  });
  await step('lock', (done) => navigator.locks.request('a', () => navigator.locks.request('a', { ifAvailable: true }, () => {})).then(done));
}
main();
