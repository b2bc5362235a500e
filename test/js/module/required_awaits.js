'use strict';
// --experimental-print-required-tla: the error of require() knows where the top-level awaits stand; nothing is run for that.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { pathToFileURL } = require('url');

const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'awaits-')));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));
const write = (name, text) => {
  fs.writeFileSync(path.join(dir, name), text);
  return path.join(dir, name);
};
const deep = write('deep.mjs', '\texport default await 1;\n');
const root = write('root.mjs', 'import "./deep.mjs";\nconst f = async () => { await 1; };\nif (f) for await (const x of []) f();\n' +
  'console.log("ran");\n');
const main = write('main.cjs', 'require("./root.mjs")');
const places = [
  { url: pathToFileURL(root).href, line: 3, column: 8, sourceLine: 'if (f) for await (const x of []) f();' },
  { url: pathToFileURL(deep).href, line: 1, column: 17, sourceLine: '\texport default await 1;' },
];

function run(...args) {
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

const uncaught = run('--experimental-print-required-tla', main);
assert.strictEqual(uncaught.stdout, '');
assert.strictEqual(uncaught.status, 1);
assert.ok(uncaught.stderr.startsWith(`${root}:3\n\nif (f) for await (const x of []) f();\n       ^\n\n${deep}:1\n\n` +
  `\texport default await 1;\n                ^\n\nError [ERR_REQUIRE_ASYNC_MODULE]: `), uncaught.stderr);

const caught = 'try { require(process.argv[1]) } catch (e) { console.log(JSON.stringify([Object.keys(e), e.topLevelAwaitLocations])) }';
assert.deepStrictEqual(JSON.parse(run('--experimental-print-required-tla', '-e', caught, root).stdout), [['code'], places]);
assert.deepStrictEqual(JSON.parse(run('-e', caught, root).stdout), [['code'], null]);
