'use strict';
// `instanceof` works with the classes of fetch, whatever the value: frameworks ask it of every body.
const assert = require('assert');

for (const Class of [Headers, Request, Response, FormData]) {
  assert.strictEqual(typeof Class, 'function');
  assert.strictEqual({} instanceof Class, false);
}
