'use strict';
const url = require('url');
process.removeAllListeners('warning'); process.on('warning', () => {});
for (const u of ['http://user:pass@host.com:80/p/a?q=1#h', '//host/path', '/just/path?x', 'mailto:a@b.c', 'javascript:alert(1)', 'HTTP://A.B/C d']) {
  console.log(url.parse(u, false, true)); console.log(url.format(url.parse(u, true)));
}
console.log(url.resolve('/one/two/three', 'four'), url.resolve('http://a.com/b', '../c'), url.format({ protocol: 'http', host: 'h', pathname: 'p', query: { a: [1, 2] } }));
