'use strict';
// worker_threads, process.execve and net.server.socket (of an HTTP server too) are published when the thing is made.
const assert = require('assert');
const dc = require('diagnostics_channel');
const http = require('http');
const { spawnSync } = require('child_process');
const { Worker } = require('worker_threads');

let created;
dc.subscribe('worker_threads', ({ worker }) => { created = worker; });
const worker = new Worker('', { eval: true });
assert.strictEqual(created, worker);

let accepted = 0;
const server = http.createServer((request, response) => response.end('x')).listen(0, () => {
  dc.subscribe('net.server.socket', ({ socket }) => { accepted += socket.localPort === server.address().port ? 1 : 0; });
  http.get({ port: server.address().port, agent: false }, (response) => response.resume().on('end', () => server.close()));
});
process.on('exit', () => assert.strictEqual(accepted, 1));

const program = `
require('diagnostics_channel').subscribe('process.execve', ({ execPath, args, env }) => console.log(execPath, args, env));
process.execve('/bin/true', ['true', 'x'], { A: 'b' });`;
const { stdout } = spawnSync(process.execPath, ['--no-warnings', '-e', program], { encoding: 'utf8' });
assert.strictEqual(stdout, "/bin/true [ 'true', 'x' ] [ 'A=b' ]\n");
