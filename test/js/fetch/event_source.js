'use strict';
// EventSource is there behind --experimental-eventsource only; it gives the events of a text/event-stream.
const assert = require('assert');
const { spawnSync } = require('child_process');
const http = require('http');

if (!process.execArgv.includes('--experimental-eventsource')) {
  assert.strictEqual(typeof EventSource, 'undefined');
  const { status, stderr } = spawnSync(process.execPath, ['--experimental-eventsource', __filename]);
  assert.strictEqual(status, 0, `${stderr}`);
  return;
}

const server = http.createServer((req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' });
  res.write('id: 7\ndata: one\ndata: two\n\nevent: named\ndata: three\n\n');
}).listen(0, () => {
  const source = new EventSource(`http://127.0.0.1:${server.address().port}/`);
  const seen = [];
  source.onmessage = ({ data, lastEventId }) => { seen.push([data, lastEventId]); };
  source.addEventListener('named', ({ data }) => {
    assert.deepStrictEqual([...seen, data], [['one\ntwo', '7'], 'three']);
    source.close();
    server.closeAllConnections();
    server.close();
  });
});
