'use strict';
// Arguments that sessions and streams refuse.
const http2 = require('http2');

function show(label, call) {
  try {
    const result = call();
    console.log(label, typeof result === 'object' && result !== null ? 'object' : result);
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

show('connect', () => http2.connect('ftp://x'));
show('connect', () => http2.connect('http://localhost:1', 'x'));
for (const options of ['x', { maxSessionInvalidFrames: -1 }, { unknownProtocolTimeout: -1 }, { settings: 1 },
                       { strictSingleValueFields: 1 }, { remoteCustomSettings: 1 }]) {
  show(JSON.stringify(options), () => http2.createServer(options));
}
show('setTimeout', () => http2.createServer().setTimeout(1, 1));
show('updateSettings', () => http2.createServer().updateSettings(''));
show('updateSettings', () => http2.createServer().updateSettings({ maxFrameSize: 1 }));

const server = http2.createServer();
server.on('session', (session) => {
  show('settings', () => session.settings(null));
  show('settings', () => session.settings({}, 1));
  show('goaway', () => session.goaway('a'));
  show('goaway', () => session.goaway(0, 'a'));
  show('goaway', () => session.goaway(0, 0, 'a'));
  show('ping', () => session.ping(1));
  show('ping', () => session.ping(Buffer.alloc(7), () => {}));
  show('ping', () => session.ping());
  show('setTimeout', () => session.setTimeout('a'));
  show('setLocalWindowSize', () => session.setLocalWindowSize('a'));
  show('setLocalWindowSize', () => session.setLocalWindowSize(2 ** 31));
  show('setNextStreamID', () => session.setNextStreamID(0));
  for (const target of [0, -1, 1.5, 2 ** 32, 'x', { origin: 1 }, 'file:///a']) show('altsvc', () => session.altsvc('a', target));
  show('altsvc', () => session.altsvc('\u1234', 'http://a'));
  show('altsvc', () => session.altsvc('a'.repeat(16383), 'http://a'));
  for (const origin of [1, 'x', {}, 'file:///']) show('origin', () => session.origin(origin));
  for (const name of ['emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding', 'setNoDelay', 'destroyed', 'readable']) {
    show(`socket.${name}`, () => session.socket[name]);
  }
});
server.on('stream', (stream) => {
  for (const status of [99, 101, 100, 600]) show('respond', () => stream.respond({ ':status': status }));
  show('respond', () => stream.respond(1));
  show('respond', () => stream.respond({}, 1));
  show('respond', () => stream.respond({ ':path': 'x' }));
  for (const status of [101, 200, 99]) show('additionalHeaders', () => stream.additionalHeaders({ ':status': status }));
  show('pushStream', () => stream.pushStream({}, 1));
  show('pushStream', () => stream.pushStream(1, () => {}));
  show('sendTrailers', () => stream.sendTrailers({}));
  for (const code of ['a', -1, 2 ** 32]) show('close', () => stream.close(code));
  show('respondWithFD', () => stream.respondWithFD('a'));
  show('respondWithFD', () => stream.respondWithFD(0, {}, { offset: 'a' }));
  show('respondWithFD', () => stream.respondWithFD(0, { ':status': 204 }));
  show('respondWithFile', () => stream.respondWithFile(1));
  show('respondWithFile', () => stream.respondWithFile('x', { ':status': 304 }));
  stream.respond();
  show('respond', () => stream.respond());
  show('additionalHeaders', () => stream.additionalHeaders({ ':status': 102 }));
  stream.end();
  stream.on('close', () => {
    show('respond', () => stream.respond());
    show('pushStream', () => stream.pushStream({}, () => {}));
    show('state', () => Object.keys(stream.state).length);
  });
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  for (const options of [1, null, { endStream: 1 }, { exclusive: 1 }, { parent: 'a' }, { parent: -1 }]) {
    show(JSON.stringify(options), () => client.request({}, options));
  }
  client.request().resume().on('close', () => {
    client.close(() => process.exit(0));
  });
});
