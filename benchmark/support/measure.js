'use strict';
// One measurement of one benchmark script on one runtime, by its kind. Called by benchmark/compare.
//
// A measurement is a list of { metric, value, unit }. Lower is better but for requests a second.

const { spawn, spawnSync } = require('child_process');
const fs = require('fs');

const TICKS_PER_SECOND = 100;      // USER_HZ, which the kernel keeps at 100 for /proc
const STARTUP_BATCH = 10;          // processes per startup measurement

/** `startup`: wall time of a process from start to end, and its peak of resident memory. */
function measureStartup(runtime, script, env) {
  const [command, ...args] = runtime.command(script);
  const once = () => {
    const started = process.hrtime.bigint();
    const { status, stderr } = spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new Error(`${runtime.name} ${script}: exit code ${status}\n${stderr}`);
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  const times = Array.from({ length: STARTUP_BATCH }, once).sort((a, b) => a - b);
  return [{ metric: 'start to end', value: (times[4] + times[5]) / 2, unit: 'ms' }];
}

/** `script`: the script measures itself and prints `RESULT name value unit`; the last line of a name counts. */
function measureScript(runtime, script, env) {
  const [command, ...args] = runtime.command(script);
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 120000 });
  if (status !== 0) throw new Error(`${runtime.name} ${script}: exit code ${status}\n${stderr}`);
  const results = new Map();
  for (const [, metric, value, unit] of stdout.matchAll(/^RESULT (.+) ([\d.]+) (\S+)$/gm)) {
    results.set(metric, { metric, value: Number(value), unit });
  }
  return [...results.values()];
}

/**
 * `server`: requests a second and latencies by wrk, server CPU time a request from /proc, resident memory.
 * @param {{path: string, connections: number, seconds: number}} load
 */
async function measureServer(runtime, script, env, load) {
  const [command, ...args] = runtime.command(script);
  const server = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await listeningPort(server);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const idle = residentMegabytes(server.pid);
    const url = `http://127.0.0.1:${port}${load.path}`;
    await wrk(url, load.connections, Math.max(1, Math.round(load.seconds / 3)));   // warms the code up
    const before = cpuSeconds(server.pid);
    const answer = await wrk(url, load.connections, load.seconds);
    const cpu = cpuSeconds(server.pid) - before;
    if (answer.errors > 0) throw new Error(`${runtime.name} ${script}: ${answer.errors} failed requests`);
    return [
      { metric: 'requests a second', value: answer.rate, unit: '/s' },
      { metric: 'server CPU a request', value: cpu * 1e6 / answer.requests, unit: 'us' },
      { metric: 'latency p50', value: answer.latency['50'], unit: 'us' },
      { metric: 'latency p99', value: answer.latency['99'], unit: 'us' },
      { metric: 'resident idle', value: idle, unit: 'MB' },
      { metric: 'resident loaded', value: residentMegabytes(server.pid), unit: 'MB' },
    ];
  } finally {
    server.kill('SIGKILL');
  }
}

function listeningPort(server) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error('the server did not say LISTENING')), 15000);
    server.on('exit', (code) => { clearTimeout(timer); reject(new Error(`the server ended with ${code}`)); });
    server.stdout.on('data', (data) => {
      output += data;
      const match = /LISTENING (\d+)/.exec(output);
      if (match !== null) { clearTimeout(timer); resolve(match[1]); }
    });
  });
}

function wrk(url, connections, seconds) {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', url], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.on('error', (error) => reject(new Error(`wrk: ${error.message} (Debian's package wrk)`)));
    child.stdout.on('data', (data) => { output += data; });
    child.on('close', () => resolve(parseWrk(output)));
  });
}

function parseWrk(output) {
  const latency = {};
  for (const [, percent, value, unit] of output.matchAll(/^\s+(50|75|90|99)%\s+([\d.]+)(us|ms|s)$/gm)) {
    latency[percent] = Number(value) * { us: 1, ms: 1e3, s: 1e6 }[unit];
  }
  const errors = [...output.matchAll(/(?:connect|read|write|timeout|responses:) (\d+)/g)];
  return {
    requests: Number(/(\d+) requests in/.exec(output)?.[1] ?? 0),
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? 0),
    latency,
    errors: errors.reduce((sum, match) => sum + Number(match[1]), 0),
  };
}

/** User and system time of a process with all its threads. */
function cpuSeconds(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentMegabytes(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

module.exports = { measureStartup, measureScript, measureServer };
