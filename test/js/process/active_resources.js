'use strict';
// process.getActiveResourcesInfo() names requests, handles and timers; _getActiveHandles() gives the objects.
const assert = require('assert');
const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');

fs.stat(__filename, () => {});
const child = spawn(process.execPath, ['-e', '0']);
const timer = setTimeout(() => {}, 100000);
const server = net.createServer().listen(0, () => {
  const names = process.getActiveResourcesInfo();
  assert.ok(names.includes('TCPServerWrap'));
  assert.ok(process._getActiveHandles().includes(server));
  clearTimeout(timer);
  server.unref();
  assert.ok(!process._getActiveHandles().includes(server));
});
const names = process.getActiveResourcesInfo();
for (const name of ['FSReqCallback', 'ProcessWrap', 'PipeWrap', 'Timeout']) assert.ok(names.includes(name), name);
assert.ok(process._getActiveHandles().includes(child));
assert.strictEqual(process._getActiveRequests().length, 1);
