'use strict';
// phasor:loop's whyAlive(): ref'd handles, requests, timers and immediates with their age, not what is unref'd or done; stacks while
// a trace notes them.
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const { whyAlive, startTrace, stopTrace } = require('phasor:loop');

const types = () => whyAlive().map(({ what, type }) => `${what} ${type}`);
assert.deepStrictEqual(types(), []);

const interval = setInterval(() => {}, 1000);
setTimeout(() => {}, 1000).unref();
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const [timer, listener] = whyAlive();
  assert.deepStrictEqual([timer.what, timer.detail, timer.resource, timer.stack], ['timer', 'every 1000 ms', interval, undefined]);
  assert.deepStrictEqual([listener.what, listener.type, listener.detail],
                         ['handle', 'TCPServerWrap', `127.0.0.1:${server.address().port}`]);
  setTimeout(() => {
    const [old] = whyAlive();
    assert(old.age >= 25 && old.age < 60000, `${old.age}`);
    clearInterval(interval);
    server.close(finish);
  }, 30);
});

function finish() {
  startTrace({ stacks: true });
  fs.stat(__filename, () => {});
  setImmediate(function later() {});
  const [request, immediate] = whyAlive();
  assert.deepStrictEqual([request.type, immediate.type], ['FSReqCallback', 'Immediate']);
  assert(request.age < 1000);
  for (const { stack } of [request, immediate]) assert.deepStrictEqual([stack[0].name, stack[0].script], ['finish', __filename]);
  stopTrace();
}
