'use strict';
// readFile and writeFile give an AbortError, with the signal's reason as cause, before and during the work.
const assert = require('assert');
const fs = require('fs');

const reason = new Error('why');
const early = AbortSignal.abort(reason);
(async () => {
  await assert.rejects(fs.promises.readFile(__filename, { signal: early }), { name: 'AbortError', code: 'ABORT_ERR', cause: reason });
  await assert.rejects(fs.promises.writeFile('/dev/null', 'x', { signal: early }), { name: 'AbortError' });
  const controller = new AbortController();
  const reading = fs.promises.readFile(__filename, { signal: controller.signal });
  controller.abort();
  await assert.rejects(reading, { name: 'AbortError' });
  await assert.rejects(fs.promises.readFile(__filename, { signal: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
})();
