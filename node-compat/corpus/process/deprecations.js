'use strict';
// Warnings that wait for their use: DEP0111, DEP0160, DEP0172, DEP0174, DEP0025.
const { spawnSync } = require('child_process');
const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  console.log(args.join(' '), status, stdout);
  console.log(stderr.replace(/\(node:\d+\)/g, '(node)').replace(/^\(Use .*\n/gm, ''));
};
run('--pending-deprecation', '-e', 'process.binding("util"); process.binding("uv")');
run('-e', 'process.on("multipleResolves", (...a) => console.log(a[0], a[2])); new Promise((a, b) => { a(1); a(2); b(3); })');
run('-e', 'const f = require("async_hooks").AsyncResource.bind((a, b) => 1); console.log(f.name, f.length); f.asyncResource');
run('-e', 'require("util").promisify(async (cb) => cb(null, 1))().then(console.log)');
run('-e', 'require("sys")');
