'use strict';
// node:worker_threads. Ports, channels and the state of the main thread; Worker itself is missing.

const {
  BroadcastChannel, MessageChannel, MessagePort, isMarkedAsUntransferable, markAsUncloneable,
  markAsUntransferable, receiveMessageOnPort,
} = require('internal/messaging');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const environmentData = new Map();

class Worker {
  constructor() {
    throw new ERR_METHOD_NOT_IMPLEMENTED('worker_threads.Worker');
  }
}

module.exports = {
  isInternalThread: false,
  isMainThread: true,
  MessagePort,
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  moveMessagePortToContext() { throw new ERR_METHOD_NOT_IMPLEMENTED('worker_threads.moveMessagePortToContext'); },
  receiveMessageOnPort,
  resourceLimits: {},
  postMessageToThread() { throw new ERR_METHOD_NOT_IMPLEMENTED('worker_threads.postMessageToThread'); },
  threadId: 0,
  threadName: '',
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData(key, value) {
    if (value === undefined) environmentData.delete(key);
    else environmentData.set(key, value);
  },
  getEnvironmentData: (key) => environmentData.get(key),
  get locks() { return require('internal/locks').locks; },
};
