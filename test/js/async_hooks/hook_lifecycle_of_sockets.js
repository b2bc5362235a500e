'use strict';
// createHook() sees servers, connections and their requests under Node's names, each with its trigger.
const assert = require('assert');
const { createHook } = require('async_hooks');
const net = require('net');

const seen = new Map();
const events = [];
createHook({
  init(id, type, trigger) { seen.set(id, { type, trigger }); },
  destroy(id) { if (seen.has(id)) events.push(seen.get(id).type); },
}).enable();

const server = net.createServer((socket) => { socket.end('x'); });
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resume();
  client.on('close', () => server.close());
});

process.on('exit', () => {
  const byType = (type) => [...seen].filter(([, one]) => one.type === type);
  const [[serverId]] = byType('TCPSERVERWRAP');
  const sockets = byType('TCPWRAP');
  assert.strictEqual(sockets.length, 2);
  assert.ok(sockets.some(([, { trigger }]) => trigger === serverId));
  const [[, connect]] = byType('TCPCONNECTWRAP');
  assert.strictEqual(seen.get(connect.trigger).type, 'TCPWRAP');
  assert.ok(events.includes('TCPWRAP'));
  assert.ok(events.includes('TCPCONNECTWRAP'));
});
