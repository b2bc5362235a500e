'use strict';
// A handler that comes after 'unhandledRejection' makes a warning, unless somebody listens for 'rejectionHandled'.
const assert = require('assert');

const names = [];
process.on('unhandledRejection', () => {});
process.on('warning', ({ name }) => names.push(name));
const promise = Promise.reject(new Error('late'));
setImmediate(() => {
  promise.catch(() => {});
  setImmediate(() => setImmediate(() => assert.deepStrictEqual(names, ['PromiseRejectionHandledWarning'])));
});
