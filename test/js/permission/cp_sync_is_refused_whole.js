'use strict';
// fs.cpSync() asks for both permissions before it looks at anything, and names the flags.

const assert = require('assert');
const { spawnSync } = require('child_process');

function childMain() {
  const fs = require('fs');
  for (const [from, to] of [['/nowhere/a', '/nowhere/b'], [process.execPath, '/nowhere/b'], [process.execPath, process.execPath]]) {
    try {
      fs.cpSync(from, to);
    } catch (error) {
      console.log(error.code, error.permission, error.message.includes('Use --allow-fs-'), error.resource === from);
    }
  }
}

const run = (...flags) => spawnSync(process.execPath, ['--permission', ...flags, '-e', `(${childMain})()`], { encoding: 'utf8' });
assert.strictEqual(run().stdout, 'ERR_ACCESS_DENIED FileSystemRead true true\n'.repeat(3));
assert.strictEqual(run('--allow-fs-read=*').stdout,
                   'ERR_ACCESS_DENIED FileSystemWrite true false\n'.repeat(2) + 'ERR_ACCESS_DENIED FileSystemWrite true true\n');
