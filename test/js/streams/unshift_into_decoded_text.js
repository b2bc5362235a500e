'use strict';

// unshift() of bytes into a stream with a decoder leaves them bytes in the list; read() joins them with the text.
// An empty chunk changes nothing: it does not count as the answer of the _read that is out.

const assert = require('assert');
const { Readable } = require('stream');

const joined = new Readable({ encoding: 'utf8', read() {} });
joined.push('tail');
joined.unshift(Buffer.from('ab'));
assert.strictEqual(joined.read(4), 'abta');
assert.strictEqual(joined.read(), 'il');

const alone = new Readable({ encoding: 'hex', read() {} });
alone.unshift(Buffer.from('hello'));
assert.deepStrictEqual(alone.read(2), Buffer.from('he'));
assert.strictEqual(alone.read(), 'llo');

let reads = 0;
const waiting = new Readable({ read() { reads++; } });
waiting.read(0);
for (const empty of ['', Buffer.alloc(0), undefined]) assert.strictEqual(waiting.unshift(empty), true);
setImmediate(() => assert.strictEqual(reads, 1));
