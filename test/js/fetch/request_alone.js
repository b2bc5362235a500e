'use strict';
// Request works when it is the first class of fetch that a program touches.
const assert = require('assert');

const request = new Request('http://a/', { method: 'POST', body: 'text', signal: AbortSignal.timeout(1000) });
assert.strictEqual(request.headers.get('content-type'), 'text/plain;charset=UTF-8');
request.text().then((text) => { assert.strictEqual(text, 'text'); process.exit(0); });
