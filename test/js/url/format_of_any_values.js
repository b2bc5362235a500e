'use strict';
// Fields of the object given to url.format() may be numbers or anything that has a text.
const assert = require('assert');
const url = require('url');

assert.strictEqual(url.format({ hostname: 80, pathname: 1, search: true, hash: 5 }), '80' + '1' + '?true' + '#5');
assert.strictEqual(url.format({ protocol: 'http', hostname: 'h', pathname: 7 }), 'http://h/7');
assert.strictEqual(url.format({ pathname: ['x', 'y'] }), 'x,y');

// The trailing separator of a folder, and that of a Windows root.
assert.strictEqual(url.pathToFileURL('/a/').href, 'file:///a/');
assert.strictEqual(url.pathToFileURL('C:\\a\\', { windows: true }).href, 'file:///C:/a/');
assert.strictEqual(url.pathToFileURL('//server/share/a/', { windows: true }).href, 'file://server/share/a');
