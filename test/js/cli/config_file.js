'use strict';
// --experimental-config-file: options from a JSON file, behind those of NODE_OPTIONS and the command line.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-file-'));
const { NODE_OPTIONS, ...env } = process.env;

function run(content, flags, expression, variables = {}) {
  if (content !== undefined) {
    fs.writeFileSync(path.join(folder, 'c.json'), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const option = content === undefined ? [] : ['--experimental-config-file=c.json'];
  return spawnSync(process.execPath, [...option, ...flags, '--no-warnings', '-p', expression],
                   { cwd: folder, encoding: 'utf8', env: { ...env, ...variables } });
}
function prints(content, flags, expression, expected, variables) {
  const { stdout, stderr, status } = run(content, flags, expression, variables);
  assert.strictEqual(stderr, '');
  assert.strictEqual(stdout.trim(), expected);
  assert.strictEqual(status, 0);
}
function refuses(content, reason) {
  const { stderr, status } = run(content, [], '1');
  assert.strictEqual(status, 9, stderr);
  assert.match(stderr, reason);
  assert.match(stderr, /: c\.json: invalid content\n$/);
}

const nodeOptions = { 'stack-trace-limit': 3, 'deprecation': false, 'max-http-header-size': 10 };
prints({ nodeOptions }, [], 'Error.stackTraceLimit + " " + process.noDeprecation + " " + http.maxHeaderSize', '3 true 10');
prints({ nodeOptions }, ['--max-http-header-size=20'], 'http.maxHeaderSize', '20');
prints({ nodeOptions }, [], 'Error.stackTraceLimit', '7', { NODE_OPTIONS: '--stack-trace-limit=7' });
prints({ $schema: 'any', test: { 'test-only': true }, watch: {} }, [], 'process.execArgv[0]', '--experimental-config-file=c.json');
prints({ permission: { 'allow-fs-read': ['*'] } }, ['--permission'], 'process.permission.has("fs.read")', 'true');

fs.writeFileSync(path.join(folder, 'a.js'), 'console.log("a")');
fs.writeFileSync(path.join(folder, 'b.js'), 'console.log("b")');
prints({ nodeOptions: { require: './a.js' } }, ['--require', './b.js'], '"c"', 'a\nb\nc');

fs.writeFileSync(path.join(folder, 'node.config.json'), JSON.stringify({ nodeOptions: { title: 'default' } }));
for (const flag of ['--experimental-config-file', '--experimental-default-config-file']) {
  prints(undefined, [flag], 'process.title + process.execArgv[0]', 'default--experimental-config-file=node.config.json');
}

refuses('', /^Can't parse c\.json/);
refuses('[]', /^Root value unexpected not an object for c\.json/);
refuses('{"nodeOptions": {"title": "a" "b"}}', /invalid content/);
refuses({ nodeOptions: [] }, /^"nodeOptions" value unexpected for c\.json \(should be an object\)/);
refuses({ other: {} }, /^Unknown namespace other/);
refuses({ nodeOptions: { eval: '1' } }, /^Unknown or not allowed option eval for namespace nodeOptions/);
refuses({ test: { title: 'a' } }, /^Unknown or not allowed option title for namespace test/);
refuses({ nodeOptions: { title: 5 } }, /^Invalid value for --title/);
refuses({ nodeOptions: { warnings: 'no' } }, /^Invalid value for --warnings/);
refuses({ nodeOptions: { 'max-http-header-size': -1 } }, /^Invalid value for --max-http-header-size/);
refuses({ nodeOptions: { import: [1] } }, /^Invalid value for --import/);
refuses({ nodeOptions: { 'expose-gc': true } }, /^V8 flag --expose-gc is currently not supported/);
refuses({ nodeOptions: { 'http-parser': true } }, /^No-op flag --http-parser is currently not supported/);
refuses('{"nodeOptions": {"title": "a", "title": "b"}}', /^Option --title is already defined/);

fs.rmSync(path.join(folder, 'node.config.json'));
const missing = run(undefined, ['--experimental-config-file'], '1');
assert.strictEqual(missing.status, 9);
assert.match(missing.stderr, /^Cannot read configuration from node\.config\.json: no such file or directory\n.*: node\.config\.json: not found\n$/);
fs.rmSync(folder, { recursive: true });
