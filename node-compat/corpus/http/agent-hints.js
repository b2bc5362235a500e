'use strict';
// How long an agent keeps a socket: its own timeout, the server's Keep-Alive field, the timeout of the last request.
const http = require('http');

const cases = [
  [{ timeout: 3000 }, 'timeout=1'], [{ timeout: 3000 }, 'timeout=2'], [{ timeout: 3000 }, 'timeout=9, max=5'],
  [{ timeout: 3000 }, 'max=1'], [{ timeout: 3000 }, ''], [{}, 'timeout=5'], [{}, 'timeout=1'], [{}, ''],
  [{ timeout: 3000 }, 'timeout=2', 2000], [{}, 'timeout=9', 2000],
  [{ timeout: 3000, agentKeepAliveTimeoutBuffer: 0 }, 'timeout=2'],
];
const server = http.createServer((request, response) => {
  const hint = decodeURIComponent(request.url.slice(1));
  if (hint) response.setHeader('Keep-Alive', hint);
  response.end();
}).listen(0, () => next());

function next() {
  if (cases.length === 0) {
    server.close();
    return;
  }
  const [options, hint, timeout] = cases.shift();
  const agent = new http.Agent({ keepAlive: true, ...options });
  agent.on('free', () => setImmediate(() => {
    console.log(options, hint, timeout, Object.values(agent.freeSockets)[0]?.[0].timeout);
    agent.destroy();
    next();
  }));
  http.get({ port: server.address().port, path: `/${encodeURIComponent(hint)}`, agent, timeout }, (response) => response.resume());
}
