'use strict';
// FileHandles, folders and `_http_common`'s parsers are resources of async_hooks under Node's names.
const assert = require('assert');
const { createHook } = require('async_hooks');
const { promises } = require('fs');

const made = new Map();
const log = [];
createHook({
  init(id, type) { if (/^(FILEHANDLE|DIRHANDLE|HTTPINCOMINGMESSAGE)$/.test(type)) made.set(id, type); },
  before(id) { if (made.get(id) === 'HTTPINCOMINGMESSAGE') log.push('before'); },
  after(id) { if (made.get(id) === 'HTTPINCOMINGMESSAGE') log.push('after'); },
  destroy(id) { if (made.get(id) === 'HTTPINCOMINGMESSAGE') log.push('destroy'); },
}).enable();

async function main() {
  const handle = await promises.open(__filename);
  assert.strictEqual(made.get(handle.getAsyncId()), 'FILEHANDLE');
  await handle.close();
  await (await promises.opendir(__dirname)).close();
  assert.ok([...made.values()].includes('DIRHANDLE'));

  const { HTTPParser } = require('_http_common');
  const parser = new HTTPParser();
  parser.initialize(HTTPParser.REQUEST, {});
  parser[HTTPParser.kOnHeadersComplete] = () => { log.push('head'); };
  parser.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  parser.close();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepStrictEqual(log.slice(0, 3), ['before', 'head', 'after']);
  assert.strictEqual(log.at(-1), 'destroy');
}
process.exitCode = 1;
main().then(() => { process.exitCode = 0; });
