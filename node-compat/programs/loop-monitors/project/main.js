'use strict';
// Monitors of the event loop from npm: each says whether its figures are true, so that the output is the same everywhere.
const fastify = require('fastify');
const underPressure = require('@fastify/under-pressure');
const client = require('prom-client');

const block = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function pressure() {
  const app = fastify();
  await app.register(underPressure, { maxEventLoopDelay: 300, sampleInterval: 100, exposeStatusRoute: true });
  app.get('/', async () => 'fine');
  await app.ready();
  await pause(500);
  console.log('calm:', (await app.inject('/')).statusCode, (await app.inject('/status')).statusCode);
  for (let i = 0; i < 3; i++) {
    block(1500);
    await pause(1);
  }
  await pause(10);
  console.log('under pressure:', (await app.inject('/')).statusCode);
  const { eventLoopDelay, eventLoopUtilized, heapUsed, rssBytes } = app.memoryUsage();
  console.log('delay:', eventLoopDelay > 300, 'utilized:', eventLoopUtilized > 0.3, 'memory:', heapUsed > 1e6, rssBytes > heapUsed);
  await app.close();
}

async function prometheus() {
  const register = new client.Registry();
  client.collectDefaultMetrics({ register });
  await pause(50);
  block(500);
  await pause(50);
  const text = await register.metrics();
  const value = (name) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  console.log(text.match(/^# TYPE \S+ \S+$/gm).join('\n'));
  console.log('lag:', value('nodejs_eventloop_lag_max_seconds') > 0.4);
  console.log('memory:', value('process_resident_memory_bytes') > 1e6, value('nodejs_heap_size_used_bytes') > 1e6);
  console.log('descriptors:', value('process_open_fds') > 2, 'start:', Math.abs(value('process_start_time_seconds') - Date.now() / 1000) < 100);
}

async function whyRunning() {
  const { default: whyIsNodeRunning } = await import('why-is-node-running');
  const server = require('net').createServer().listen(0);
  const timer = setInterval(() => {}, 1000);
  await pause(1);
  const lines = [];
  whyIsNodeRunning({ error: (line) => { lines.push(String(line)); } });
  const text = lines.join('\n');
  console.log('server:', /TCPSERVERWRAP/.test(text) && /listen\(0\)/.test(text));
  console.log('timer:', /# Timeout/.test(text) && /setInterval/.test(text));
  clearInterval(timer);
  server.close();
}

(async () => {
  await whyRunning();
  await pressure();
  await prometheus();
})();
