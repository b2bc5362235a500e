'use strict';
// What wraps child._handle.onexit is called when the child exits.
const assert = require('assert');
const { spawn } = require('child_process');

const seen = [];
const child = spawn(process.execPath, ['-e', '']);
const handle = child._handle;
const { onexit } = handle;
handle.onexit = function(...args) {
  seen.push(args[0], this === handle);
  Reflect.apply(onexit, this, args);
};
child.on('exit', (code) => { seen.push(code); });
process.on('exit', () => { assert.deepStrictEqual(seen, [0, true, 0]); });
