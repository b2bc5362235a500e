'use strict';
// Folding must not turn a relative path into one that names a drive or a device.
const assert = require('assert');
const { win32 } = require('path');

assert.strictEqual(win32.join('./upload', '/../C:/Windows'), '.\\C:\\Windows');
assert.strictEqual(win32.normalize('a/../C:/x'), '.\\C:\\x');
assert.strictEqual(win32.normalize('CON:../x'), '.\\CON:..\\x');
assert.strictEqual(win32.join('\\\\s\\up', 'CON:..\\..\\x'), '\\\\s\\up\\CON:..\\..\\x');
assert.strictEqual(win32.resolve('C:\\a', '..\\..\\b'), 'C:\\b');
assert.strictEqual(win32.normalize('//server/share/../x'), '\\\\server\\share\\x');
