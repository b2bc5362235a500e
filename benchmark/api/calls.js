'use strict';
// Benchmark: script
// Cost of small calls that programs make all the time: events, and the bytes and text of Buffer. Each figure is the
// quickest of many short runs, which a busy machine disturbs least.
const EventEmitter = require('events');

const RUNS = 40;
const RUN_NS = 1e6;

function time(call, count) {
  const started = process.hrtime.bigint();
  for (let i = 0; i < count; i++) call(i);
  return Number(process.hrtime.bigint() - started);
}

function report(name, call) {
  let count = 1;
  while (time(call, count) < RUN_NS) count *= 2;
  let best = Infinity;
  for (let run = 0; run < RUNS; run++) best = Math.min(best, time(call, count) / count);
  console.log(`RESULT ${name} ${best.toFixed(1)} ns`);
}

function emitter(listeners) {
  const events = new EventEmitter();
  for (let i = 0; i < listeners; i++) events.on('event', () => {});
  return events;
}

function events() {
  const one = emitter(1), two = emitter(2), five = emitter(5);
  report('emit to one', () => one.emit('event', 1, 2));
  report('emit to one, four arguments', () => one.emit('event', 1, 2, 3, 4));
  report('emit to two', () => two.emit('event', 1, 2));
  report('emit to five', () => five.emit('event', 1, 2));
}

function buffers(size) {
  const bytes = Buffer.from(Array.from({ length: size }, (_, i) => i * 7 & 255));
  const other = Buffer.from(bytes);
  const [base64, hex, ascii] = [bytes.toString('base64'), bytes.toString('hex'), 'a'.repeat(size)];
  const array = [...bytes];
  const calls = {
    'from base64': () => Buffer.from(base64, 'base64'),
    'to base64': () => bytes.toString('base64'),
    'from hex': () => Buffer.from(hex, 'hex'),
    'to hex': () => bytes.toString('hex'),
    'from utf16le': () => Buffer.from(ascii, 'utf16le'),
    'from array': () => Buffer.from(array),
    'write': () => other.write(ascii),
    'fill': () => other.fill('a'),
    'copy': () => bytes.copy(other),
    'indexOf': () => bytes.indexOf('zz'),
    'swap32': () => other.swap32(),
    'toJSON': () => bytes.toJSON(),
    'readUInt32LE': (i) => bytes.readUInt32LE(i & 3),
    'atob': () => atob(base64),
  };
  for (const name of Object.keys(calls)) report(`${name}, ${size} bytes`, calls[name]);
}

events();
for (const size of [8, 64, 1024, 65536]) buffers(size);
