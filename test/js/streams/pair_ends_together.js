'use strict';
// duplexPair(): destroying one side ends what the other side reads; with an error the other side is destroyed too.
const assert = require('assert');
const { duplexPair } = require('stream');

{
  const [one, other] = duplexPair();
  let ended = false;
  other.on('end', () => { ended = true; }).resume();
  one.destroy();
  setImmediate(() => {
    assert.strictEqual(ended, true);
    assert.strictEqual(other.destroyed, false);
  });
}
{
  const [one, other] = duplexPair();
  one.on('error', () => {});
  one.destroy(new Error('broken'));
  setImmediate(() => {
    assert.strictEqual(other.destroyed, true);
    assert.strictEqual(other.errored, null);
  });
}
