'use strict';
// Benchmark: script
// Does other work that waits in thread pools hold up files? The 99th percentile of fs.readFile, one after the other: with
// nothing else to do; with 1,000 DNS look-ups (half by dns.lookup, which is getaddrinfo(), half by dns.resolve4) whose server
// never answers; and while 1,000 jobs of pbkdf2 are worked off.
//
// getaddrinfo() asks whom /etc/resolv.conf names, at port 53: the script runs itself again in a user, mount and network
// namespace (unshare, ip, mount) with a resolv.conf and a loopback of its own. It ends itself by SIGKILL, since look-ups that
// are stuck would hold up its end.
const { spawnSync } = require('child_process');
const crypto = require('crypto');
const dgram = require('dgram');
const dns = require('dns');
const fs = require('fs');
const os = require('os');
const path = require('path');

const JOBS = 1000;
const ITERATIONS = 20000;  // some 5 ms
const READS = 10000;
const FILE_SIZE = 1024;
const SENDING = 300;       // ms until all questions are out, and stuck
const IN_NAMESPACE = 'BENCH_POOL_FAIRNESS';

/** Reads until `count` reads are done or `goesOn()` says no. @returns {Promise<number[]>} microseconds, ascending */
function readFiles(file, count, goesOn = () => true) {
  return new Promise((resolve, reject) => {
    const times = [];
    let started;
    const next = () => {
      started = process.hrtime.bigint();
      fs.readFile(file, (error) => {
        if (error) return reject(error);
        times.push(Number(process.hrtime.bigint() - started) / 1000);
        if (times.length < count && goesOn()) next();
        else resolve(times.sort((a, b) => a - b));
      });
    };
    next();
  });
}

function report(name, times) {
  const at = (share) => times[Math.ceil(times.length * share) - 1].toFixed(1);
  console.log(`RESULT readFile p50, ${name} ${at(0.5)} us`);
  console.log(`RESULT readFile p99, ${name} ${at(0.99)} us`);
}

/** A name server that takes every question and answers none. */
function startDeadServer() {
  return new Promise((resolve) => {
    const server = dgram.createSocket('udp4');
    server.unref().bind(53, '127.0.0.1', resolve);
  });
}

async function withLookups(file) {
  await startDeadServer();
  dns.setServers(['127.0.0.1']);
  let ended = 0;
  for (let i = 0; i < JOBS / 2; i++) {
    dns.lookup(`${i}.dead.test`, () => { ended++; });
    dns.resolve4(`${i}.dead.test`, () => { ended++; });
  }
  await new Promise((resolve) => setTimeout(resolve, SENDING));
  const times = await readFiles(file, READS);
  if (ended >= JOBS / 2) throw new Error(`${ended} look-ups came back: the server is not dead`);
  return times;
}

function withPbkdf2(file) {
  let left = JOBS;
  for (let i = 0; i < JOBS; i++) crypto.pbkdf2('secret', 'salt', ITERATIONS, 64, 'sha512', () => { left--; });
  return readFiles(file, Infinity, () => left > 0);
}

async function main() {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')), 'small');
  fs.writeFileSync(file, Buffer.alloc(FILE_SIZE, 'x'));
  try {
    await readFiles(file, READS);
    report('idle', await readFiles(file, READS));
    report('pbkdf2', await withPbkdf2(file));
    report('stuck look-ups', await withLookups(file));
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true });
  }
  process.kill(process.pid, 'SIGKILL');
}

function runInNamespace() {
  const resolvConf = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')), 'resolv.conf');
  fs.writeFileSync(resolvConf, 'nameserver 127.0.0.1\n');
  const script = 'ip link set lo up && mount --bind "$1" /etc/resolv.conf && exec "$2" "$3"';
  const { status, signal } = spawnSync('unshare', ['-rmn', 'sh', '-c', script, 'sh', resolvConf, process.execPath, __filename],
                                       { stdio: 'inherit', env: { ...process.env, [IN_NAMESPACE]: '1' } });
  fs.rmSync(path.dirname(resolvConf), { recursive: true });
  if (signal !== 'SIGKILL') process.exitCode = status || 1;
}

if (process.env[IN_NAMESPACE]) main();
else runInNamespace();
