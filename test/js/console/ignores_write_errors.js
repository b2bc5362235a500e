'use strict';
// A stream that fails does not bring the program down, unless ignoreErrors is false.
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

const broken = new Writable({ write(chunk, encoding, callback) { callback(new Error('broken')); } });
new Console({ stdout: broken }).log('lost');

const throwing = { write() { throw new Error('thrown'); }, once() {}, removeListener() {} };
new Console({ stdout: throwing }).log('lost');
assert.throws(() => new Console({ stdout: throwing, ignoreErrors: false }).log('x'), /thrown/);
