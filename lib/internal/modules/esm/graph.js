'use strict';
// The asynchronous way to load a graph, taken where hooks of module.register() are there. Caller: esm/loader.js.

const hooks = require('internal/modules/hooks');
const loader = require('internal/modules/esm/loader');

const pending = new Map();  // key -> promise of a record

/** The record of what is requested, or a promise of it; one that stays pending if the hooks never answer. */
function request(specifier, parentURL, attributes, isMain) {
  const { resolve, loadNow } = loader.getAsyncHooks();
  if (loadNow === undefined) {
    const context = { conditions: [...loader.esmConditions()], importAttributes: attributes, parentURL };
    return resolve(specifier, context).then((result) => obtain(loader.toTarget(result, attributes), isMain));
  }
  // Hooks on their own thread are waited for.
  try {
    return obtain(loader.resolveRequest(specifier, parentURL, attributes), isMain);
  } catch (error) {
    if (error?.code !== 'ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED') throw error;
    return new Promise(() => {});
  }
}

/** The record of a resolved request. */
function obtain(target, isMain) {
  const { url, format, attributes } = target;
  const key = loader.keyOf(url.href, attributes);
  const known = loader.records.get(key) ?? pending.get(key);
  if (known !== undefined) return known;
  // Synchronous hooks come first, and wait for the others.
  if (hooks.hasLoadHooks()) return loader.obtain(target, isMain);
  const promise = (async () => {
    try {
      const loaded = await loader.getAsyncHooks().load(url.href, { format, importAttributes: attributes });
      const record = loader.records.get(key) ?? loader.recordFromHooks(url, loaded, isMain);
      loader.records.set(key, record);
      return record;
    } finally {
      pending.delete(key);
    }
  })();
  pending.set(key, promise);
  return promise;
}

async function requestedBy(record) {
  if (record.dependencies !== undefined) return record.dependencies;
  record.fetching ??= (async () => {
    const requests = record.wrap.getRequests();
    const dependencies = await Promise.all(requests.map(([specifier, attributes]) =>
      request(specifier, record.url.href, attributes, false)));
    if (record.dependencies === undefined) loader.connect(record, requests, dependencies);
    return record.dependencies;
  })();
  try {
    return await record.fetching;
  } finally {
    record.fetching = undefined;
  }
}

/** Loads and links all that is below `root`. */
async function linkAsync(root) {
  const seen = new Set().add(root);
  async function expand(record) {
    const dependencies = await requestedBy(record);
    await Promise.all(dependencies.filter((one) => !seen.has(one) && seen.add(one)).map(expand));
  }
  await expand(root);
}

/** @param {(record: object) => void} onRecord when the root is known, before what it imports is loaded */
async function loadGraphAsync(specifier, parentURL, attributes, isSourcePhase, onRecord, isMain = false) {
  const record = await request(specifier, parentURL, attributes, isMain);
  onRecord(record);
  if (!isSourcePhase) await linkAsync(record);
  return record;
}

module.exports = { linkAsync, loadGraphAsync };
