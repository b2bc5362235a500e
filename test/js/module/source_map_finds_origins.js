'use strict';
// module.SourceMap, and stacks that go by source maps.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { SourceMap } = require('module');

const payload = { version: 3, sources: ['a.ts'], names: ['fn'], mappings: 'AAAA;AACA,SAASA' };
const map = new SourceMap(payload, { lineLengths: [3, 4] });
assert.deepStrictEqual(map.findEntry(1, 9), {
  generatedLine: 1, generatedColumn: 9, originalSource: 'a.ts', originalLine: 1, originalColumn: 9, name: 'fn',
});
assert.deepStrictEqual(map.findOrigin(2, 10), { name: 'fn', fileName: 'a.ts', lineNumber: 2, columnNumber: 10 });
assert.deepStrictEqual(map.lineLengths, [3, 4]);
assert.deepStrictEqual(map.payload, payload);
assert.throws(() => new SourceMap(1), { code: 'ERR_INVALID_ARG_TYPE' });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'phasor-map-'));
try {
  const json = JSON.stringify({ version: 3, sources: ['origin.ts'], sourcesContent: ['one\n  throw it'], names: [], mappings: 'AACE' });
  const url = `data:application/json;base64,${Buffer.from(json).toString('base64')}`;
  fs.writeFileSync(path.join(folder, 'made.js'), `throw new Error('x');\n//# sourceMappingURL=${url}`);
  fs.writeFileSync(path.join(folder, 'broken.js'), 'throw new Error("y");\n//# sourceMappingURL=nowhere.map');
  const run = (file) => spawnSync(process.execPath, ['--enable-source-maps', file], { cwd: folder, encoding: 'utf8' }).stderr;
  const text = run('made.js');
  assert.match(text, /origin\.ts:2\n {2}throw it\n {2}\^/);
  assert.match(text, /at .*origin\.ts:2:3\)/);
  assert.match(run('broken.js'), /Error: y\n {4}at .*broken\.js:1:7/);
} finally {
  fs.rmSync(folder, { recursive: true });
}
