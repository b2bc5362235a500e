'use strict';
// gRPC over h2c on the loopback: the four kinds of calls, metadata, trailers, an error, a deadline, a cancelled call.
const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const { Echo } = grpc.loadPackageDefinition(loader.loadSync(path.join(__dirname, 'echo.proto'), { defaults: true })).echo;

const service = {
  once(call, callback) {
    const metadata = new grpc.Metadata();
    metadata.set('last', `after ${call.metadata.get('first')}`);
    callback(null, { text: call.request.text.toUpperCase(), number: call.request.number + 1 }, metadata);
  },
  many(call) {
    for (let i = 0; i < call.request.number; i++) call.write({ text: call.request.text.repeat(1000), number: i });
    call.end();
  },
  sum(call, callback) {
    let sum = 0;
    call.on('data', (note) => { sum += note.number; });
    call.on('end', () => callback(null, { text: 'sum', number: sum }));
  },
  chat(call) {
    call.on('data', (note) => call.write({ text: `re: ${note.text}`, number: note.number }));
    call.on('end', () => call.end());
  },
  fail(call, callback) {
    callback({ code: grpc.status.NOT_FOUND, details: `no ${call.request.text}` });
  },
  never() {},
};

const wait = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));

async function main() {
  const server = new grpc.Server();
  server.addService(Echo.service, service);
  const port = await new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  const client = new Echo(`127.0.0.1:${port}`, grpc.credentials.createInsecure());

  const metadata = new grpc.Metadata();
  metadata.set('first', 'one');
  const once = client.once({ text: 'hello', number: 41 }, metadata, (error, note) => console.log('once', error, note));
  console.log('trailer', (await wait(once, 'status')).metadata.get('last'));

  const many = client.many({ text: 'x', number: 50 });
  let bytes = 0;
  many.on('data', (note) => { bytes += note.text.length; });
  console.log('many', (await wait(many, 'status')).code, bytes);

  await new Promise((resolve) => {
    const sum = client.sum((error, note) => { console.log('sum', error, note); resolve(); });
    for (let i = 0; i < 100; i++) sum.write({ text: 'y'.repeat(5000), number: i });
    sum.end();
  });

  const chat = client.chat();
  const heard = [];
  chat.on('data', (note) => {
    heard.push(note.text);
    if (note.number === 3) chat.end();
    else chat.write({ text: `m${note.number + 1}`, number: note.number + 1 });
  });
  chat.write({ text: 'm1', number: 1 });
  await wait(chat, 'end');
  console.log('chat', heard);

  await new Promise((resolve) => client.fail({ text: 'thing' }, (error) => {
    console.log('fail', error.code, error.details);
    resolve();
  }));
  await new Promise((resolve) => client.never({}, { deadline: Date.now() + 200 }, (error) => {
    console.log('deadline', error.code === grpc.status.DEADLINE_EXCEEDED);
    resolve();
  }));
  const cancelled = client.many({ text: 'z', number: 5000 });
  cancelled.on('error', (error) => console.log('cancelled', error.code === grpc.status.CANCELLED));
  cancelled.once('data', () => cancelled.cancel());
  await wait(cancelled, 'status');

  client.close();
  await new Promise((resolve) => server.tryShutdown(resolve));
  console.log('down');
}
main();
