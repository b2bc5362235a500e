'use strict';
// Writes the program that require-100-files loads into the folder BENCH_DIR. Called by benchmark/compare.
const fs = require('fs');
const path = require('path');

const FILES = 100;
const root = process.env.BENCH_DIR;

function write(name, text) {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function body(index) {
  const functions = Array.from({ length: 12 }, (_, k) => `
/** Adds ${k} to both and returns the product. */
function f${k}(a, b) {
  const options = { __proto__: null, first: a + ${k}, second: b + ${index}, name: 'f${k}' };
  if (options.first > options.second) return options.first * options.second;
  return [options.first, options.second].map((v) => v * 2).reduce((x, y) => x + y, 0);
}`).join('\n');
  return `'use strict';\n${functions}\nmodule.exports = { ${Array.from({ length: 12 }, (_, k) => `f${k}`)} };\n`;
}

write('node_modules/dep/package.json', '{ "name": "dep", "version": "1.0.0", "exports": { ".": "./lib/main.js" } }');
write('node_modules/dep/lib/main.js', 'module.exports = { dep: true };\n');
write('package.json', '{ "name": "app", "version": "1.0.0" }');
const names = [];
for (let i = 0; i < FILES - 2; i++) {
  const name = `lib/group${i % 7}/file${i}.js`;
  write(name, body(i));
  names.push(`./${i % 3 === 0 ? name.slice(0, -3) : name}`);
}
write('data.json', JSON.stringify({ list: Array.from({ length: 50 }, (_, i) => ({ i, name: `n${i}` })) }));
write('index.js', `'use strict';\nconst fs = require('fs');\nconst path = require('path');\nconst util = require('util');
const events = require('events');\nrequire('dep');\nrequire('./data.json');
let sum = 0;\n${names.map((name) => `sum += require('${name}').f0(1, 2);`).join('\n')}
if (!(sum > 0)) throw new Error('nothing loaded');\n`);
