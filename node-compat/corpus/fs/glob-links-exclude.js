'use strict';
// Which links a pattern goes through, and what `exclude` is asked.
const fs = require('fs');
fs.mkdirSync('d/e/f', { recursive: true });
fs.writeFileSync('d/x.js', '');
fs.writeFileSync('d/e/y.js', '');
fs.symlinkSync('d', 'l');
fs.symlinkSync('d/x.js', 'lf');
fs.symlinkSync('nope', 'br');
fs.symlinkSync('..', 'd/up');
fs.writeFileSync('#c', '');
fs.writeFileSync('!n', '');
for (const pattern of ['**', '**/', '**/*', '**/*/*', 'l/**', 'l/**/*', 'l/*', 'l/', 'lf/', 'lf/**', 'br/', '*/', '*/e', '**/e/**', 'd/../l/*', 'd/.', 'd\\x.js',
                       '#c', '!n', 'd//x.js', 'd/x.js/**', '/', '.', '*/..', '**/f/..', '{d,l}/e']) {
  for (const followSymlinks of [false, true]) console.log(pattern, followSymlinks, fs.globSync(pattern, { followSymlinks }).sort().join(' '));
}
for (const pattern of ['**', '**/*', '*', 'd/**', 'd/*', 'd/*/', '**/e', '*/']) {
  const seen = [];
  fs.globSync(pattern, { exclude: (name) => { seen.push(name); return false; } });
  console.log(pattern, seen.join(' '));
  for (const exclude of [['d/**'], ['d'], ['e'], ['**/e'], ['d/e/**'], ['*'], ['./d/e'], ['d/']]) {
    console.log(' ', exclude[0], fs.globSync(pattern, { exclude }).sort().join(' '));
  }
}
const [entry] = fs.globSync('d/x.js', { withFileTypes: true });
console.log(entry.constructor.name, entry.name, entry.parentPath, entry.isFile());
for (const options of [{ followSymlinks: 1 }, { cwd: 1 }, { exclude: 'x' }, { exclude: [1] }, null]) {
  try {
    fs.globSync('*', options);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
