'use strict';
// Work of the bootstrap that depends on the process that runs: its arguments, its environment, its options. The startup
// snapshot is taken before any of it (src/module/snapshot.h), so that it must not run while a module is loaded.
// Callers of atStart: the modules that lib/bootstrap/node.js loads. lib/bootstrap/loader.js runs the list, in order.

const works = [];
let started = false;

/** @param {() => void} work runs once, before the program's entry */
function atStart(work) {
  works.push(work);
}

function runAtStart() {
  started = true;
  for (const work of works.splice(0)) work();
}

module.exports = { atStart, runAtStart, hasStarted: () => started };
