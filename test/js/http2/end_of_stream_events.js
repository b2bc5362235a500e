'use strict';
// When a stream's ends are told: 'end' of what nobody reads comes when the stream closes, after 'finish' unless a write was
// under way; a client that closes with an error gets no 'end'; destroy() tells 'aborted' at once.
const assert = require('assert');
const http2 = require('http2');

function run(answer, ask) {
  return new Promise((resolve) => {
    const seen = { server: [], client: [] };
    const watch = (stream, list) => {
      for (const name of ['end', 'finish', 'aborted', 'error', 'close']) stream.on(name, () => list.push(name));
    };
    const server = http2.createServer();
    server.on('stream', (stream) => {
      watch(stream, seen.server);
      answer(stream);
    });
    server.listen(0, () => {
      const client = http2.connect(`http://localhost:${server.address().port}`);
      const request = client.request();
      watch(request, seen.client);
      ask(request, seen.client);
      request.on('close', () => {
        client.close();
        server.close(() => resolve(seen));
      });
    });
  });
}

const read = (request) => request.resume();

(async () => {
  const empty = await run((stream) => {
    stream.respond();
    stream.end();
  }, read);
  assert.deepStrictEqual(empty.server, ['finish', 'end', 'close']);

  const body = await run((stream) => {
    stream.respond();
    stream.end('body');
  }, read);
  assert.deepStrictEqual(body.server, ['end', 'finish', 'close']);
  assert.deepStrictEqual(body.client, ['finish', 'end', 'close']);

  const some = (stream) => {
    stream.respond();
    stream.write('a');
  };
  const closed = await run(some, (request) => request.on('data', () => request.close(2)));
  assert.deepStrictEqual(closed.client, ['finish', 'error', 'close']);

  await run((stream) => {
    some(stream);
    stream.on('aborted', () => { stream.told = true; });
    stream.destroy();
    assert.strictEqual(stream.told, true);
  }, read);
})();
