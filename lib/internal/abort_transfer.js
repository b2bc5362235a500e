'use strict';
// Abort signals in a transfer list (Node's documentation, util.transferableAbortSignal): the receiver's signal aborts when
// the sender's does; the sender's stays as it is. Callers: util.transferableAbortSignal, util.transferableAbortController,
// internal/clone.js (the reviver).

const { AbortController, AbortSignal } = require('internal/abort_controller');
const { kTransfer, registerCloneable } = require('internal/clone');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { MessageChannel } = require('internal/messaging');

function transferSignal() {
  if (this.aborted) return { type: 'AbortSignal', data: { reason: this.reason } };
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  this.addEventListener('abort', () => {
    port1.postMessage(this.reason);
    port1.close();
  }, { once: true });
  return { type: 'AbortSignal', data: { port: port2 }, transfer: [port2] };
}

function revive({ port, reason }) {
  if (port === undefined) return AbortSignal.abort(reason);
  const controller = new AbortController();
  port.on('message', (received) => {
    controller.abort(received);
    port.close();
  });
  port.unref();
  return controller.signal;
}

registerCloneable('AbortSignal', revive);

/** @param {AbortSignal} signal @returns {AbortSignal} the same one, which may be transferred from now on */
function transferableAbortSignal(signal) {
  if (!(signal instanceof AbortSignal)) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  Object.defineProperty(signal, kTransfer, { __proto__: null, value: transferSignal, configurable: true });
  return signal;
}

function transferableAbortController() {
  const controller = new AbortController();
  transferableAbortSignal(controller.signal);
  return controller;
}

module.exports = { transferableAbortController, transferableAbortSignal };
