'use strict';
// checkServerIdentity: wildcards, addresses, quoted names, common names.
const { checkServerIdentity } = require('tls');

const certificates = [
  { subject: { CN: 'a.com' } }, { subject: { CN: '*.a.com' } }, { subject: { CN: ['a.com', 'b.com'] } }, { subject: {} },
  { subject: { CN: 'a.com' }, subjectaltname: 'DNS:b.com' }, { subject: {}, subjectaltname: 'DNS:*.b.com, DNS:c*.b.com' },
  { subject: { CN: '1.2.3.4' }, subjectaltname: 'IP Address:8.8.8.8, IP Address:0:0:0:0:0:0:0:1' },
  { subject: { CN: 'a.com' }, subjectaltname: 'URI:http://a.com/' }, { subject: {}, subjectaltname: 'DNS:"a.com\\u002c DNS:b.com"' },
  { subject: {}, subjectaltname: 'DNS:"a' }, { subject: { CN: 'xn--*.a.com' } }, { subject: { CN: '*.com' } }, { subject: { CN: '*' } },
];
const hosts = ['a.com', 'A.COM.', 'x.a.com', 'x.y.a.com', 'b.com', 'cc.b.com', '8.8.8.8', '::1', '1.2.3.4', 'com', 'a..com', ''];
for (const certificate of certificates) {
  for (const host of hosts) {
    try {
      const error = checkServerIdentity(host, certificate);
      console.log(host, error === undefined ? 'ok' : `${error.code} ${error.reason} ${error.host}`);
    } catch (error) {
      console.log(host, error.name, error.code, error.message);
    }
  }
}
