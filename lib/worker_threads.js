'use strict';
// node:worker_threads. Ports and channels: internal/messaging; workers: internal/worker.

const {
  BroadcastChannel, MessageChannel, MessagePort, isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable,
  moveMessagePortToContext, receiveMessageOnPort,
} = require('internal/messaging');
const { defineLazyProperties } = require('internal/util');
const { isMainThread, threadId } = require('internal/process/threads');
const { limitsObject, state } = require('internal/worker/state');
const { postMessageToThread } = require('internal/worker/mail');
const { SHARE_ENV, Worker } = require('internal/worker/worker');

/** Gives new workers `value` under `key`; undefined takes it back. */
function setEnvironmentData(key, value) {
  if (value === undefined) state.environmentData.delete(key);
  else state.environmentData.set(key, value);
}

function getEnvironmentData(key) {
  return state.environmentData.get(key);
}

module.exports = {
  isInternalThread: state.isHooksThread,
  isMainThread: isMainThread(),
  MessagePort,
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  resourceLimits: limitsObject(binding('worker').limits()),
  postMessageToThread,
  threadId: threadId(),
  threadName: state.threadName,
  SHARE_ENV,
  Worker,
  parentPort: state.parentPort,
  workerData: state.workerData,
  BroadcastChannel,
  setEnvironmentData,
  getEnvironmentData,
};
defineLazyProperties(module.exports, 'internal/locks', ['locks']);
