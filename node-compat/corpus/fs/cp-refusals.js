'use strict';
// What cpSync() and promises.cp() refuse, and in which words.
const fs = require('fs');

fs.mkdirSync('dir/sub', { recursive: true });
fs.writeFileSync('dir/f', '1');
fs.writeFileSync('file', '2');
const recursive = { recursive: true };
const cases = [
  ['dir', 'y'],
  ['dir', 'dir', recursive],
  ['dir', 'dir/sub/z', recursive],
  ['file', 'dir'],
  ['dir', 'file', recursive],
  ['file', 'file'],
  ['none', 'y'],
  ['file', 'dir/f', { errorOnExist: true, force: false }],
  ['file', 'a/b/c'],
  ['dir', 'copy', recursive],
];

function show(error) {
  console.log(error.name, error.code, error.errno, error.syscall, error.path, error.message);
}

(async () => {
  for (const words of cases) {
    try {
      fs.cpSync(...words);
      console.log(...words, 'copied');
    } catch (error) {
      show(error);
    }
    await fs.promises.cp(...words).then(() => console.log('copied'), show);
  }
  console.log(fs.readdirSync('.', recursive).sort());
})();
// A link that leads nowhere, and a file where a folder is asked for.
fs.symlinkSync('not there', 'broken-link');
fs.writeFileSync('plain-file', '');
for (const [src, dest, options] of [['broken-link', 'copy-of-it', { dereference: true }], ['plain-file', 'plain-file/', {}], ['plain-file', 'plain-file/x', {}]]) {
  fs.cp(src, dest, options, (error) => console.log(src, dest, error.code, error.syscall, error.path));
}
