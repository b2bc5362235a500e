'use strict';
const url = require('url');
console.log(url.pathToFileURL('/tmp/a b#c?d%').href, url.fileURLToPath('file:///tmp/a%20b'), url.urlToHttpOptions(new URL('http://a:b@c.d:1/e?f')));
for (const u of ['http://a', 'file://host/x', 'file:///a%2fb', 1]) {
  try { console.log(url.fileURLToPath(u)); } catch (e) { console.log(e.code, e.message); }
}
console.log(url.domainToASCII('espa\u00f1ol.com'), url.domainToUnicode('xn--espaol-zwa.com'), url.format(new URL('http://x.y/z?a#b'), { fragment: false, search: false }));
