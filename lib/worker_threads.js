'use strict';
// node:worker_threads, as the main thread sees it. Threads themselves are not there yet: new Worker() throws.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const environmentData = new Map();

class Worker {
  constructor() {
    throw new ERR_METHOD_NOT_IMPLEMENTED('new Worker()');
  }
}

/** @param {unknown} key */
function getEnvironmentData(key) {
  return environmentData.get(key);
}

/** @param {unknown} key @param {unknown} [value] undefined removes the key */
function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key);
  else environmentData.set(key, value);
}

module.exports = {
  isInternalThread: false,
  isMainThread: true,
  parentPort: null,
  resourceLimits: {},
  threadId: 0,
  threadName: '',
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  workerData: null,
  getEnvironmentData,
  setEnvironmentData,
};
for (const name of ['markAsUntransferable', 'isMarkedAsUntransferable', 'markAsUncloneable', 'moveMessagePortToContext',
                    'postMessageToThread', 'receiveMessageOnPort']) {
  module.exports[name] = { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`worker_threads.${name}()`); } }[name];
}
