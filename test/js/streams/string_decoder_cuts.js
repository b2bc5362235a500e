'use strict';
// A character that is cut between chunks comes out whole, however it is cut.
const assert = require('assert');
const { StringDecoder } = require('string_decoder');

const text = 'a\u20ac\u{1f600}\u00e9z';
for (const encoding of ['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1']) {
  const bytes = Buffer.from(text, 'utf8');
  const source = encoding === 'utf16le' ? Buffer.from(text, 'utf16le') : bytes;
  for (let size = 1; size <= source.length; size++) {
    const decoder = new StringDecoder(encoding);
    let result = '';
    for (let i = 0; i < source.length; i += size) result += decoder.write(source.subarray(i, i + size));
    result += decoder.end();
    assert.strictEqual(result, source.toString(encoding), `${encoding} in pieces of ${size}`);
  }
}
const cut = new StringDecoder('utf8');
assert.strictEqual(cut.write(Buffer.from([0xe2, 0x82])), '');
assert.strictEqual(cut.lastNeed, 1);
assert.strictEqual(cut.end(), '\ufffd');
