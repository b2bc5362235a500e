'use strict';
// An operation on two paths names both in its error.
const assert = require('assert');
const fs = require('fs');

assert.throws(() => fs.renameSync('/phasor-none-a', '/phasor-none-b'), {
  message: "ENOENT: no such file or directory, rename '/phasor-none-a' -> '/phasor-none-b'",
  errno: -2, code: 'ENOENT', syscall: 'rename', path: '/phasor-none-a', dest: '/phasor-none-b',
});
