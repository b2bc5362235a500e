'use strict';
// MIMEType normalises names, keeps the first of equal parameters, drops malformed ones, quotes where needed.
const assert = require('assert');
const { MIMEType } = require('util');

assert.strictEqual(String(new MIMEType('TEXT/html;A=b;a=c;;x;y="q\\"z";z=\u1234')), 'text/html;a=b;y="q\\"z"');
const type = new MIMEType('text/plain; charset="utf-8;x"');
assert.strictEqual(type.params.get('charset'), 'utf-8;x');
assert.throws(() => type.params.set('', 1), { code: 'ERR_INVALID_MIME_SYNTAX' });
assert.throws(() => new MIMEType('a b/c'), { code: 'ERR_INVALID_MIME_SYNTAX' });
