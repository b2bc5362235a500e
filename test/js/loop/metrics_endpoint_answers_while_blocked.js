'use strict';
// --metrics: a thread of its own answers while JavaScript is blocked for five seconds.
const assert = require('assert');
const { spawn } = require('child_process');
const { once } = require('events');
const http = require('http');

if (process.argv[2] === 'program') {
  setTimeout(() => {
    console.log('blocked');
    for (const end = Date.now() + 5000; Date.now() < end;);
    process.exit();
  }, 1);
} else {
  (async () => {
    const child = spawn(process.execPath, ['--metrics=127.0.0.1:0', __filename, 'program']);
    let told = '';
    child.stderr.on('data', (chunk) => { told += chunk; });
    let exited = false;
    child.on('exit', () => { exited = true; });
    await once(child.stdout, 'data');
    const url = /http:\S+/.exec(told)[0];
    const get = async (address, headers) => {
      const [response] = await once(http.get(address, { headers, agent: false }), 'response');
      let body = '';
      for await (const chunk of response.setEncoding('utf8')) body += chunk;
      return { type: response.headers['content-type'], status: response.statusCode, body };
    };
    for (let i = 0; i < 20; i++) assert.match((await get(url)).body, /^phasor_loop_turns_total\{thread="0"\} \d+$/m);
    assert.strictEqual((await get(url)).type, 'text/plain; version=0.0.4; charset=utf-8');
    const byAccept = await get(url, { accept: 'application/json' });
    const byPath = await get(`${url}.json`);
    for (const { type, body } of [byAccept, byPath]) {
      assert.strictEqual(type, 'application/json; charset=utf-8');
      assert.ok(JSON.parse(body).some(({ name }) => name === 'phasor_loop_turns_total'));
    }
    assert.strictEqual((await get(url.replace('metrics', 'other'))).status, 404);
    assert.strictEqual(exited, false, 'the program was still blocked');
    child.kill('SIGKILL');
  })();
}
