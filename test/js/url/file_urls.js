'use strict';
const assert = require('assert');
const { fileURLToPath, fileURLToPathBuffer, pathToFileURL } = require('url');

for (const path of ['/a b', '/a%b?c#d', '/\u00e9\u20ac', '/x/', '/[~^|]', '/tab\there', '/back\\slash']) {
  assert.strictEqual(fileURLToPath(pathToFileURL(path)), path);
}
assert.strictEqual(pathToFileURL('/a%b?c#d').href, 'file:///a%25b%3Fc%23d');
assert.throws(() => fileURLToPath('file:///a%2Fb'), { code: 'ERR_INVALID_FILE_URL_PATH' });
assert.throws(() => fileURLToPath('file://host/a'), { code: 'ERR_INVALID_FILE_URL_HOST' });
assert.throws(() => fileURLToPath('http://a'), { code: 'ERR_INVALID_URL_SCHEME' });
assert.strictEqual(fileURLToPathBuffer('file:///a%ff').toString('hex'), '2f61ff');
assert.strictEqual(fileURLToPath('file:///C:/a', { windows: true }), 'C:\\a');
assert.strictEqual(pathToFileURL('\\\\server\\share\\x', { windows: true }).href, 'file://server/share/x');
