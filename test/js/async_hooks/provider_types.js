'use strict';
// Names of resources that share a native with another API, and of those that exist before anything happens on them.
const assert = require('assert');
const { createHook } = require('async_hooks');
const crypto = require('crypto');
const dns = require('dns');
const fs = require('fs');
const { finished, Readable } = require('stream');
const { monitorEventLoopDelay } = require('perf_hooks');
const tls = require('tls');

const types = [];
const hook = createHook({ init(id, type) { types.push(type); } });

async function typesOf(call) {
  types.length = 0;
  hook.enable();
  const result = call();
  hook.disable();
  const names = types.filter((type) => !['PROMISE', 'TickObject', 'Microtask'].includes(type));
  await result;
  return names;
}

(async () => {
  assert.deepStrictEqual(await typesOf(() => fs.promises.stat('.')), ['FSREQPROMISE']);
  const handle = await fs.promises.open(__filename);
  assert.deepStrictEqual(await typesOf(() => handle.close()), ['FILEHANDLECLOSEREQ']);
  assert.deepStrictEqual(await typesOf(() => { monitorEventLoopDelay(); }), ['ELDHISTOGRAM']);
  assert.deepStrictEqual(await typesOf(() => { new dns.Resolver(); }), ['DNSCHANNEL']);
  assert.deepStrictEqual(await typesOf(() => { crypto.generateKey('hmac', { length: 64 }, () => {}); }), ['KEYGENREQUEST']);
  assert.deepStrictEqual(await typesOf(() => { finished(Readable.from([]).resume(), () => {}); }), ['STREAM_END_OF_STREAM']);
  const made = await typesOf(() => {
    tls.connect({ port: 1, host: '127.0.0.1' }).on('error', () => {});
  });
  assert.ok(made.includes('TLSWRAP') && made.includes('TCPWRAP'), `${made}`);
  new tls.TLSSocket();  // never closed: ends with the program
})();
