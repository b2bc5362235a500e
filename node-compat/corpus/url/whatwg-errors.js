'use strict';
for (const a of [['nope'], ['/x', 'nope'], [''], ['http://'], ['http://a:b'], ['http://[1']]) {
  try { console.log(new URL(...a).href); } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base); }
}
console.log(URL.canParse('x'), URL.canParse('x', 'http://a'), URL.parse('x'), URL.parse('/y', 'http://a').href);
try { URL('http://a'); } catch (e) { console.log(e.message); }
