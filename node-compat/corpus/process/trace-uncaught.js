'use strict';
// --trace-uncaught, and --eval texts that throw values of every kind.
const { spawnSync } = require('child_process');
const run = (...args) => {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  console.log(args.join(' '), status);
  console.log(stderr.replace(/^ +at .*\(?node:.*\n/gm, '').replaceAll(process.execPath, 'EXE').replace(/`(node|phasor) --/, '`node --'));
};
for (const value of ['5', 'Symbol("q")', 'new Error("e")']) {
  run('--trace-uncaught', '-e', `throw ${value}`);
}
for (const value of ['undefined', 'Object.defineProperty(new Error("g"), "stack", { get() { throw 4 } })']) {
  run('-e', `throw ${value}`);
}
run('-e', 'process.setUncaughtExceptionCaptureCallback((e) => { throw e; }); throw new Error("again")');
