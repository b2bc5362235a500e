'use strict';
// A function in the place of options, modes and positions of the promise forms: no callback, and no promise that stays open.
const fs = require('fs');
const os = require('os');
const path = require('path');
process.chdir(fs.mkdtempSync(path.join(os.tmpdir(), 'corpus-')));
const unused = () => console.log('called');

async function show(name, call) {
  try {
    const value = await call();
    await value?.close?.();
    console.log(name, '=>', value?.constructor?.name ?? typeof value);
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}

const ARGUMENTS = {
  access: ['f', unused], copyFile: ['f', 'g', unused], cp: ['f', 'g', unused], lstat: ['f', unused], stat: ['f', unused],
  statfs: ['.', unused], mkdir: ['m', unused], mkdtemp: ['t', unused], open: ['f', unused], readdir: ['.', unused],
  readFile: ['f', unused], readlink: ['l', unused], realpath: ['f', unused], rm: ['f', unused], rmdir: ['m', unused],
  symlink: ['f', 's', unused], truncate: ['f', unused], writeFile: ['w', 'x', unused], appendFile: ['w', 'x', unused],
  chmod: ['f', unused], chown: ['f', 0, unused], utimes: ['f', 1, unused], link: ['f', unused], rename: ['f', unused],
};
const OF_HANDLES = {
  stat: [unused], chmod: [unused], truncate: [unused], utimes: [unused, unused], readFile: [unused], writeFile: ['x', unused],
  appendFile: ['x', unused], sync: [unused], readv: [[]], writev: [[]],
};

async function main() {
  fs.writeFileSync('f', 'text');
  fs.symlinkSync('f', 'l');
  for (const [name, args] of Object.entries(ARGUMENTS)) await show(name, () => fs.promises[name](...args));
  const handle = await fs.promises.open('f', 'r+');
  for (const [name, args] of Object.entries(OF_HANDLES)) await show(`handle.${name}`, () => handle[name](...args));
  await handle.close();
}
const folder = process.cwd();
main().finally(() => fs.rmSync(folder, { recursive: true }));
