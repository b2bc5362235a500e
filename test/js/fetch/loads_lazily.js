'use strict';
// Nothing of undici is loaded at the start, nor by asking whether fetch is there; `instanceof` does not load the client.
const assert = require('assert');
const { spawnSync } = require('child_process');

const loaded = (script) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-p', `${script}; process.moduleLoadList.join()`]);
  assert.strictEqual(`${stderr}`, '');
  return `${stdout}`;
};
assert.doesNotMatch(loaded('0'), /undici/);
assert.doesNotMatch(loaded('typeof fetch'), /undici/);
assert.match(loaded('new Response()'), /undici/);
if (process.versions.phasor) assert.doesNotMatch(loaded('new Response()'), /dispatcher.client/);
