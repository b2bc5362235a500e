// dns2 serves names over UDP and TCP; Node's own resolver, dns2's clients, cacheable-lookup and multicast-dns ask.
import dns2 from 'dns2';
import CacheableLookup from 'cacheable-lookup';
import http from 'node:http';
import makeMulticast from 'multicast-dns';
import { promises as dns } from 'node:dns';

const { Packet } = dns2;
const server = dns2.createServer({
  udp: true, tcp: true,
  handle(request, send) {
    const response = Packet.createResponseFromRequest(request);
    const [question] = request.questions;
    const base = { name: question.name, type: question.type, class: Packet.CLASS.IN, ttl: 300 };
    if (question.name === 'unknown.test') response.header.rcode = 3;
    else if (question.type === Packet.TYPE.A) response.answers.push({ ...base, address: '127.0.0.1' });
    else if (question.type === Packet.TYPE.MX) response.answers.push({ ...base, exchange: 'mail.test', priority: 5 });
    else if (question.type === Packet.TYPE.TXT) response.answers.push({ ...base, data: 'some text' });
    send(response);
  },
});
const { udp, tcp } = await server.listen({ udp: { port: 0, address: '127.0.0.1' }, tcp: { port: 0, address: '127.0.0.1' } });

const resolver = new dns.Resolver();
resolver.setServers([`127.0.0.1:${udp.port}`]);
console.log(await resolver.resolve4('a.test', { ttl: true }), await resolver.resolveMx('a.test'), await resolver.resolveTxt('a.test'));
console.log(await resolver.resolve4('unknown.test').catch((error) => error.message));

for (const client of [dns2.UDPClient({ dns: '127.0.0.1', port: udp.port }), dns2.TCPClient({ dns: '127.0.0.1', port: tcp.port })]) {
  console.log((await client('b.test')).answers.map(({ name, address, ttl }) => `${name} ${address} ${ttl}`));
}

const cacheable = new CacheableLookup({ resolver });
console.log(await cacheable.lookupAsync('web.test', { family: 4 }).then(({ address, family, source }) => [address, family, source]));
console.log(await cacheable.lookupAsync('web.test', { family: 4 }).then(({ address, source }) => [address, source]));
const web = http.createServer((req, res) => res.end(`hello ${req.headers.host.split(':')[0]}`)).listen(0, '127.0.0.1', () => {
  http.get({ host: 'web.test', port: web.address().port, lookup: cacheable.lookup, family: 4 }, async (res) => {
    console.log(String(await res.toArray()));
    web.close();
    await server.close();
    overMulticast(udp.port);  // it is free now
  });
});

function overMulticast(port) {
  const mdns = makeMulticast({ interface: '127.0.0.1', bind: '127.0.0.1', loopback: true, multicast: false, port });
  mdns.on('query', (query, { address }) => {
    console.log('query', query.questions[0].name, address);
    mdns.respond({ answers: [{ name: 'printer.local', type: 'SRV', data: { port: 631, target: 'host.local' } }] },
                 { address: '127.0.0.1', port });
  });
  mdns.on('response', (response) => {
    console.log('response', JSON.stringify(response.answers[0]));
    mdns.destroy(() => console.log('closed'));
  });
  mdns.on('ready', () => {
    mdns.query({ questions: [{ name: 'printer.local', type: 'SRV' }] }, { address: '127.0.0.1', port });
  });
}
