'use strict';
// Threads of the cpu pool let the loop and the fs pool go first; theirs stays as it is.
const assert = require('assert');
const { pbkdf2 } = require('crypto');
const fs = require('fs');

/** Name -> niceness of this process's threads (proc(5)). */
function threads() {
  const found = {};
  for (const id of fs.readdirSync('/proc/self/task')) {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(fs.readFileSync(`/proc/self/task/${id}/stat`, 'latin1'));
    found[Number(id) === process.pid ? 'main' : name] = Number(rest.split(' ')[16]);
  }
  return found;
}

fs.readFile(__filename, () => {
  pbkdf2('secret', 'salt', 1, 8, 'sha512', () => {
    const niceness = threads();
    assert.strictEqual(niceness['pool-fs-0'], niceness.main);
    assert.strictEqual(niceness['pool-cpu-0'], Math.min(19, niceness.main + 10));
  });
});
