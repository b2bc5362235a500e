'use strict';
// Where a stream is cut must not matter, in any encoding.
const assert = require('assert');

const samples = {
  'utf-8': '\ufeffa\u00e9\u20ac\u{1f600}z', 'utf-16le': 'a\u20ac\u{1f600}', 'utf-16be': 'a\u20ac', 'shift_jis': '\u3042a\u30a2',
  'euc-kr': '\uac00a', 'gb18030': '\u4f60\u00e9', 'windows-1252': '\u20ac\u00e9', 'big5': '\u4f60',
};
const bytes = {
  'utf-8': Buffer.from(samples['utf-8']), 'utf-16le': Buffer.from(samples['utf-16le'], 'ucs2'),
  'utf-16be': Buffer.from(samples['utf-16be'], 'ucs2').swap16(), 'shift_jis': Buffer.from('82a0618341', 'hex'),
  'euc-kr': Buffer.from('b0a161', 'hex'), 'gb18030': Buffer.from('c4e3a8a6', 'hex'),
  'windows-1252': Buffer.from('80e9', 'hex'), 'big5': Buffer.from('a741', 'hex'),
};
for (const name of Object.keys(samples)) {
  for (let cut = 1; cut <= 3; cut++) {
    const decoder = new TextDecoder(name);
    let text = '';
    for (let i = 0; i < bytes[name].length; i += cut) {
      text += decoder.decode(bytes[name].subarray(i, i + cut), { stream: true });
    }
    text += decoder.decode();
    assert.strictEqual(text, samples[name].replace('\ufeff', ''), `${name} ${cut}`);
  }
}
const fatal = new TextDecoder('utf-8', { fatal: true });
fatal.decode(Uint8Array.of(0xf0), { stream: true });
assert.throws(() => fatal.decode(), { code: 'ERR_ENCODING_INVALID_ENCODED_DATA', name: 'TypeError' });
assert.strictEqual(fatal.decode(Uint8Array.of(65)), 'A');
