'use strict';
// postMessageToThread(): messages to any thread of the process by its id. Every thread has a mailbox from before it begins
// (src/bindings/message_port.h); what is in it is { source, value, reply }, and the receiver says over the port `reply`
// whether a 'workerMessage' listener took it. A thread that goes closes the port instead.

const native = binding('messaging');
const { MessageChannel, iterableTransfer } = require('internal/messaging');
const { codes } = require('internal/errors');
const { threadId } = require('internal/process/threads');
const { validateNumber } = require('internal/validators');

let mailbox;

/** Takes what other threads send to this one. */
function openMailbox() {
  if (mailbox !== undefined) return;
  mailbox = native.mailbox();
  mailbox.on('message', receive);
  mailbox.unref();
}

function receive({ source, value, reply }) {
  let answer = 'taken';
  try {
    if (!process.emit('workerMessage', value, source)) answer = 'ERR_WORKER_MESSAGING_FAILED';
  } catch {
    answer = 'ERR_WORKER_MESSAGING_ERRORED';
  }
  reply.postMessage(answer);
  reply.close();
}

/**
 * @param {number} target
 * @param {unknown} value
 * @param {object[]} [transferList]
 * @param {number} [timeout] in ms
 */
async function postMessageToThread(target, value, transferList, timeout) {
  if (typeof transferList === 'number' && timeout === undefined) {
    timeout = transferList;
    transferList = [];
  }
  if (timeout !== undefined) validateNumber(timeout, 'timeout', 0);
  const source = threadId();
  if (target === source) throw new codes.ERR_WORKER_MESSAGING_SAME_THREAD();
  const { port1, port2 } = new MessageChannel();
  const list = [port2, ...iterableTransfer(transferList)];
  const sent = typeof target === 'number' && native.postToThread(target, { source, value, reply: port2 }, list);
  if (!sent) {
    port1.close();
    throw new codes.ERR_WORKER_MESSAGING_FAILED();
  }
  const { promise, resolve } = Promise.withResolvers();
  port1.on('message', resolve);
  port1.on('close', () => resolve('ERR_WORKER_MESSAGING_FAILED'));
  const { setTimeout, clearTimeout } = require('timers');
  const timer = timeout === undefined ? undefined : setTimeout(resolve, timeout, 'ERR_WORKER_MESSAGING_TIMEOUT');
  const answer = await promise;
  clearTimeout(timer);
  port1.close();
  if (answer !== 'taken') throw new codes[answer]();
}

module.exports = { openMailbox, postMessageToThread };
