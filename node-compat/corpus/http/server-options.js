'use strict';
// Which options a server shows, and the errors of those that are wrong.
const http = require('http');

const names = ['maxHeaderSize', 'requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'keepAliveTimeoutBuffer',
               'connectionsCheckingInterval', 'requireHostHeader', 'joinDuplicateHeaders', 'rejectNonStandardBodyWrites',
               'insecureHTTPParser', 'httpValidation', 'optimizeEmptyRequests', 'shouldUpgradeCallback', 'highWaterMark'];
const server = http.createServer();
for (const name of names) console.log(name, typeof server[name] === 'function' ? 'function' : server[name]);
for (const name of names) {
  for (const value of [null, -1, 1.5, '', {}, true]) {
    try {
      new http.Server({ [name]: value });
      console.log(name, value, 'taken');
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
}
const both = () => new http.Server({ headersTimeout: 10, requestTimeout: 5 });
try {
  both();
} catch (error) {
  console.log(error.code, error.message);
}
