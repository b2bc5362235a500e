'use strict';
// group() indents every line that follows, groupEnd() takes it back; methods work without their object.
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let out = '';
const console_ = new Console({ stdout: new Writable({ write(text, encoding, callback) { out += text; callback(); } }) });
const { log, group, groupEnd } = console_;
group('a', 1);
log('x\ny');
group();
log({ a: 1 });
groupEnd();
groupEnd();
groupEnd();
log('z');
assert.strictEqual(out, 'a 1\n  x\n  y\n    { a: 1 }\nz\n');
