'use strict';
// A DNS server on loopback for the tests of dns: answers from a table, as RFC 1035 section 4 frames messages.
//
//   startServer({ 'name A': [{ ttl, data... }] , 'name MX': 'SERVFAIL' | 'silent' }, (server) => ...)
//   server.address is what setServers() takes; server.asked lists 'name TYPE' of every question.

const dgram = require('dgram');

const kTypes = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, NAPTR: 35, TLSA: 52, ANY: 255, CAA: 257 };
const kCodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };

const u8 = (value) => Buffer.from([value]);
const u16 = (value) => Buffer.from([value >> 8, value & 255]);
const u32 = (value) => Buffer.concat([u16(value >>> 16), u16(value & 65535)]);
const text = (value) => {
  const bytes = Buffer.from(value, 'latin1');
  return Buffer.concat([u8(bytes.length), bytes]);
};
const name = (value) => Buffer.concat([...value.split('.').filter(Boolean).map(text), u8(0)]);
const ipv6 = (value) => {
  const [head, tail = ''] = value.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...head, ...new Array(8 - head.length - tail.length).fill('0'), ...tail];
  return Buffer.concat(groups.map((group) => u16(parseInt(group, 16))));
};

const kData = {
  A: (r) => Buffer.from(r.address.split('.').map(Number)),
  AAAA: (r) => ipv6(r.address),
  NS: (r) => name(r.value),
  CNAME: (r) => name(r.value),
  PTR: (r) => name(r.value),
  MX: (r) => Buffer.concat([u16(r.priority), name(r.exchange)]),
  TXT: (r) => Buffer.concat(r.entries.map(text)),
  SRV: (r) => Buffer.concat([u16(r.priority), u16(r.weight), u16(r.port), name(r.name)]),
  SOA: (r) => Buffer.concat([name(r.nsname), name(r.hostmaster), ...[r.serial, r.refresh, r.retry, r.expire, r.minttl].map(u32)]),
  NAPTR: (r) => Buffer.concat([u16(r.order), u16(r.preference), text(r.flags), text(r.service), text(r.regexp), name(r.replacement)]),
  CAA: (r) => Buffer.concat([u8(r.critical), text(r.tag), Buffer.from(r.value)]),
  TLSA: (r) => Buffer.concat([u8(r.certUsage), u8(r.selector), u8(r.match), Buffer.from(r.data)]),
};

function parseQuestion(message) {
  const labels = [];
  let at = 12;
  while (message[at] !== 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]));
    at += 1 + message[at];
  }
  const number = message.readUInt16BE(at + 1);
  const type = Object.keys(kTypes).find((key) => kTypes[key] === number) ?? `TYPE${number}`;
  return { question: message.subarray(12, at + 5), name: labels.join('.'), type };
}

function encode(id, question, code, records) {
  const header = Buffer.concat([u16(id), u16(0x8180 | kCodes[code]), u16(1), u16(records.length), u16(0), u16(0)]);
  const answers = records.map((record) => {
    const data = kData[record.type](record);
    return Buffer.concat([record.owner ? name(record.owner) : u16(0xc00c), u16(kTypes[record.type]), u16(1), u32(record.ttl ?? 60),
                          u16(data.length), data]);
  });
  return Buffer.concat([header, question, ...answers]);
}

/** @param {object} table @param {(server: object) => void} ready */
function startServer(table, ready) {
  const socket = dgram.createSocket('udp4');
  const server = { asked: [], address: undefined, close: () => socket.close() };
  socket.on('message', (message, { address, port }) => {
    const { question, name: asked, type } = parseQuestion(message);
    server.asked.push(`${asked} ${type}`);
    let entry = table[`${asked} ${type}`] ?? 'NXDOMAIN';
    if (typeof entry === 'function') entry = entry(server);
    if (entry === 'silent') return;
    const records = typeof entry === 'string' ? [] : entry.map((record) => ({ type, ...record }));
    const code = typeof entry === 'string' ? entry : 'NOERROR';
    socket.send(encode(message.readUInt16BE(0), question, code, records), port, address);
  });
  socket.bind(0, '127.0.0.1', () => {
    server.address = `127.0.0.1:${socket.address().port}`;
    ready(server);
  });
}

module.exports = { startServer };
