'use strict';
// util.getCallSites({ sourceMap: true }) tells places of the original source, where source maps are enabled.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-util-'));
const file = path.join(dir, 'generated.js');
// The third line is line 8 of original.ts; its function was called `original` (https://tc39.es/ecma426/, base64 VLQ).
const map = { version: 3, sources: ['original.ts'], names: ['original'], mappings: ';;AAOEA' };
fs.writeFileSync(file, `'use strict';
const { getCallSites } = require('util');
module.exports = (options) => getCallSites(1, options)[0];
//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}
`);

process.setSourceMapsEnabled(true);
const generated = require(file);
const { functionName, scriptName, lineNumber, columnNumber } = generated({ sourceMap: true });
assert.deepStrictEqual([functionName, scriptName, lineNumber, columnNumber],
                       ['original', pathToFileURL(path.join(dir, 'original.ts')).href, 8, 3]);
assert.strictEqual(generated().lineNumber, 3);
assert.strictEqual(generated({ sourceMap: false }).scriptName, file);
assert.throws(() => generated({ sourceMap: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
fs.rmSync(dir, { recursive: true });
