'use strict';
// What an https.Agent takes for one destination, and the shape of its options.
const https = require('https');
const agent = new https.Agent({ keepAlive: true });
for (const options of [{}, { host: 'a', port: 1 }, { host: 'a', servername: 'a' }, { rejectUnauthorized: true }, { family: 4 },
                       { ca: 'ca', cert: 'cert', key: 'key', ciphers: 'c', sigalgs: 's', secureOptions: 0, honorCipherOrder: false },
                       { socketPath: '/x' }, { minVersion: 'a', maxVersion: 'b', ecdhCurve: 'c', sessionIdContext: 'd' }]) {
  console.log(agent.getName(options));
}
console.log(agent.defaultPort, agent.protocol, agent.maxCachedSessions, agent._sessionCache, agent.options);
for (const options of ['http://localhost', { protocol: 'http:' }, { method: 1 }, { agent: 1 }]) {
  try {
    https.request(options);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
