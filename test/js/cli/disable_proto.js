'use strict';
// --disable-proto takes Object.prototype.__proto__ away, or makes it throw, in every context and thread.
const assert = require('assert');
const { spawnSync } = require('child_process');

const probe = `
const vm = require('vm');
const look = 'try { typeof ({}).__proto__ } catch (error) { error.code }';
const { Worker } = require('worker_threads');
new Worker(\`require('worker_threads').parentPort.postMessage(eval(\${JSON.stringify(look)}))\`, { eval: true })
  .on('message', (inWorker) => {
    console.log(eval(look), vm.runInNewContext(look), vm.runInContext(look, vm.createContext({ Object: 1 })), inWorker);
  });
`;
function run(mode) {
  return spawnSync(process.execPath, [`--disable-proto=${mode}`, '-e', probe], { encoding: 'utf8' }).stdout.trim();
}
assert.strictEqual(run('delete'), 'undefined undefined undefined undefined');
assert.strictEqual(run('throw'), 'ERR_PROTO_ACCESS ERR_PROTO_ACCESS ERR_PROTO_ACCESS ERR_PROTO_ACCESS');
