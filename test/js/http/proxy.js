'use strict';
// An agent with proxyEnv: requests in absolute form, credentials, exceptions, refused headers, the global agents.
const assert = require('assert');
const http = require('http');

const asked = [];
const target = http.createServer((request, response) => response.end('direct')).listen(0, () => proxy.listen(0, run));
const proxy = http.createServer((request, response) => {
  asked.push([request.url, request.headers['proxy-authorization'], request.headers['proxy-connection']]);
  response.end('proxied');
});

function get(options) {
  return new Promise((resolve, reject) => {
    http.get({ host: 'localhost', port: target.address().port, path: '/a?b', ...options }, (response) => {
      let text = '';
      response.on('data', (part) => { text += part; });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

async function run() {
  const { port } = target.address();
  const url = `http://us%20er:pass@localhost:${proxy.address().port}`;
  const agentOf = (proxyEnv) => new http.Agent({ proxyEnv });

  assert.strictEqual(await get({ agent: agentOf({ HTTP_PROXY: url }) }), 'proxied');
  assert.deepStrictEqual(asked, [[`http://localhost:${port}/a?b`, `Basic ${btoa('us er:pass')}`, 'close']]);
  assert.strictEqual(await get({ agent: agentOf({ http_proxy: url, HTTP_PROXY: 'http://localhost:1' }) }), 'proxied');
  for (const exception of ['*', 'localhost', `other, localhost:${port}`]) {
    assert.strictEqual(await get({ agent: agentOf({ http_proxy: url, no_proxy: exception }) }), 'direct');
  }
  for (const host of ['127.0.0.1', '127.0.0.5']) {
    const agent = agentOf({ http_proxy: url, NO_PROXY: '127.0.0.1-127.0.0.3' });
    assert.strictEqual(await get({ host, agent }), host === '127.0.0.1' ? 'direct' : 'proxied');
  }
  assert.throws(() => http.get({ host: 'a', headers: { host: 'b' }, agent: agentOf({ http_proxy: url }) }),
                { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => agentOf({ http_proxy: 'http://' }), { code: 'ERR_PROXY_INVALID_CONFIG' });

  const undo = http.setGlobalProxyFromEnv({ http_proxy: url });
  assert.strictEqual(await get({}), 'proxied');
  http.globalAgent.destroy();
  undo();
  assert.strictEqual(await get({}), 'direct');
  http.globalAgent.destroy();
  proxy.close();
  target.close();
}
