'use strict';
// What runs on the thread of module.register()'s hooks: takes requests from the port, runs the chain of async_hooks.js and
// sends the answers back. Caller: bootstrap/worker.js. The other side: hooks_thread.js.
//
// While a request is pending the port does not keep the thread alive: when nothing else does, the request never settles.

const chain = require('internal/modules/esm/async_hooks');
const { setAsyncHooks } = require('internal/modules/esm/loader');
const { pack } = require('internal/worker/error_transfer');

const methods = {
  __proto__: null,
  async register(specifier, parentURL, data) {
    await chain.registering();
    await chain.register(specifier, parentURL, data);
  },
  async resolve(specifier, parentURL, importAttributes) {
    const { esmConditions } = require('internal/modules/esm/resolve');
    const context = { conditions: [...esmConditions()], importAttributes, parentURL };
    const { url, format, importAttributes: attributes } = await chain.resolve(specifier, context);
    return { url, format, importAttributes: attributes };
  },
  async load(url, format, importAttributes) {
    const { format: given, source } = await chain.load(url, { format, importAttributes });
    return { format: given, source };
  },
};

/** What a hook threw, as it can be sent; what cannot be cloned as its text. */
function packThrown(thrown) {
  const packed = pack(thrown);
  return packed.text === undefined ? packed : { value: packed.text };
}

/** @param {{port: MessagePort, answers: Int32Array}} start */
function serve({ port, answers }) {
  const pending = new Set();  // ids
  let failure;

  function send(message) {
    port.postMessage(message);
    Atomics.add(answers, 0, 1);
    Atomics.notify(answers, 0);
  }

  function answer(id, message) {
    if (!pending.delete(id)) return;
    if (pending.size === 0) port.ref();
    try {
      send({ id, ...message });
    } catch (error) {
      send({ id, error: pack(error) });
    }
  }

  port.on('message', ({ id, method, args }) => {
    pending.add(id);
    port.unref();
    methods[method](...args).then((value) => answer(id, { value }), (error) => answer(id, { error: packThrown(error) }));
  });
  process.on('beforeExit', () => {
    for (const id of pending) answer(id, { neverSettles: true });
  });
  process.on('uncaughtExceptionMonitor', (error) => { failure = error; });
  process.on('exit', (exitCode) => { send({ exitCode, error: failure === undefined ? undefined : pack(failure) }); });
  setAsyncHooks(chain);
}

module.exports = { serve };
