'use strict';
// What is required relative to a folder that is not there may lead to one that is.
const assert = require('assert');
const { createRequire } = require('module');
const path = require('path');

const elsewhere = createRequire(path.join(__dirname, 'no-such-folder', 'file.js'));
assert.strictEqual(elsewhere.resolve(`../${path.basename(__filename)}`), __filename);
assert.throws(() => elsewhere.resolve('./file.js'), { code: 'MODULE_NOT_FOUND' });
