// --experimental-import-text: a module of type "text" is the text of any file; what is plain text needs the attribute.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'text-imports-'));
writeFileSync(join(folder, 'note.txt'), '\ufeffa note');
writeFileSync(join(folder, 'value.json'), '{}');
writeFileSync(join(folder, 'main.mjs'), `
  const outcome = (promise) => promise.then(({ default: text }) => text, ({ code }) => code);
  const type = (type) => ({ with: { type } });
  console.log(JSON.stringify([
    await outcome(import('./note.txt', type('text'))),
    await outcome(import('./value.json', type('text'))),
    await outcome(import('data:text/plain,%41', type('text'))),
    await outcome(import('data:text/plain,%41')),
    await outcome(import('./note.txt')),
    await outcome(import('node:fs', type('text'))),
  ]));
`);

function run(...options) {
  const { stdout, stderr } = spawnSync(process.execPath, [...options, 'main.mjs'], { cwd: folder, encoding: 'utf8' });
  return { values: JSON.parse(stdout), stderr };
}

try {
  const { values, stderr } = run('--experimental-import-text');
  assert.deepStrictEqual(values, [
    'a note', '{}', 'A', 'ERR_IMPORT_ATTRIBUTE_MISSING', 'ERR_UNKNOWN_FILE_EXTENSION',
    'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
  ]);
  assert.match(stderr, /ExperimentalWarning: Text import is an experimental feature/);
  assert.deepStrictEqual(run().values.slice(1, 4), [
    'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', 'ERR_UNKNOWN_MODULE_FORMAT', 'ERR_UNKNOWN_MODULE_FORMAT',
  ]);
} finally {
  rmSync(folder, { recursive: true });
}
