'use strict';
// A wrong include does not compile (docs/architecture.md, layers): for each layer a file of its own that includes a header
// of each other layer is put through the layer's own compile command. Takes the build folder as its argument.

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

const MAY_USE = {
  base: [],
  loop: ['base'],
  net: ['base', 'loop'],
  http: ['base'],
  http2: ['base'],
  crypto: ['base'],
  js: ['base'],
  runtime: ['base', 'js', 'loop'],
  module: ['base', 'js', 'loop', 'runtime'],
  bindings: ['base', 'loop', 'net', 'http', 'http2', 'crypto', 'js', 'runtime', 'module'],
};
// Headers of libraries that lie in folders of the compiler's own, where a target cannot hide them.
const FOREIGN = { 'uv.h': ['base', 'js', 'http', 'http2', 'crypto'], 'v8.h': ['base', 'loop', 'net', 'http', 'http2', 'crypto'] };

const source = path.join(__dirname, '..', '..', 'src');
const commands = JSON.parse(fs.readFileSync(path.join(process.argv[2], 'compile_commands.json')));

/** Puts `code` through the compile command of a file of `layer`; true if it compiles. */
function compiles(layer, code) {
  const { command, directory } = commands.find((entry) => path.dirname(entry.file) === path.join(source, layer));
  const words = command.split(' ').filter((word) => !word.endsWith('ccache'));
  const end = words.indexOf('-o');
  return spawnSync(words[0], [...words.slice(1, end), '-fsyntax-only', '-x', 'c++', '-'], { cwd: directory, input: code }).status === 0;
}

const headerOf = (layer) => `${layer}/${fs.readdirSync(path.join(source, layer)).find((file) => file.endsWith('.h'))}`;

for (const [layer, allowed] of Object.entries(MAY_USE)) {
  assert(compiles(layer, `#include "${headerOf(layer)}"\n`), `the command of ${layer} compiles its own header`);
  for (const other of Object.keys(MAY_USE)) {
    if (other === layer || allowed.includes(other)) continue;
    assert(!compiles(layer, `#include "${headerOf(other)}"\n`), `src/${layer} can include ${headerOf(other)}`);
  }
}

for (const [header, layers] of Object.entries(FOREIGN)) {
  for (const layer of layers) {
    for (const file of fs.readdirSync(path.join(source, layer))) {
      const text = fs.readFileSync(path.join(source, layer, file), 'utf8');
      assert(!new RegExp(`#include [<"]${header}`).test(text), `src/${layer}/${file} includes ${header}`);
    }
  }
}
