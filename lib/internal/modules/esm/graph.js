'use strict';
// The asynchronous way to load a graph, taken where hooks of module.register() are there. Synchronous hooks run below them.
// Caller: esm/loader.js.

const asyncHooks = require('internal/modules/esm/async_hooks');
const hooks = require('internal/modules/hooks');
const loader = require('internal/modules/esm/loader');
const { esmConditions } = require('internal/modules/esm/resolve');
const { formatHint } = require('internal/modules/esm/format');

const pending = new Map();  // key -> promise of a record

function syncResolve(specifier, context) {
  return hooks.hasResolveHooks() ? hooks.runResolve(specifier, context, loader.defaultResolve) :
    loader.defaultResolve(specifier, context);
}

function syncLoad(href, context) {
  if (hooks.hasLoadHooks()) return hooks.runLoad(href, context, loader.defaultLoad);
  const loaded = loader.defaultLoad(href, context);
  // CommonJS without a source is loaded by its own loader, where require.extensions and the like have their effect.
  return loaded.format === 'commonjs' ? { ...loaded, source: null } : loaded;
}

async function resolveRequest(specifier, parentURL, attributes) {
  const context = loader.resolveContext(parentURL, attributes);
  return loader.toTarget(await asyncHooks.runResolve(specifier, context, syncResolve), attributes);
}

/** The record of a resolved request. */
function obtain({ url, format, attributes }, isMain) {
  const key = loader.keyOf(url.href, attributes);
  const known = loader.records.get(key) ?? pending.get(key);
  if (known !== undefined) return known;
  const promise = (async () => {
    try {
      const hint = format === undefined ? formatHint(url) : format;
      const context = { ...new hooks.ModuleLoadContext(hint, attributes, [...esmConditions()]) };
      const loaded = await asyncHooks.runLoad(url.href, context, syncLoad);
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
    const dependencies = await Promise.all(requests.map(async ([specifier, attributes]) =>
      obtain(await resolveRequest(specifier, record.url.href, attributes), false)));
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
  const seen = new Set([root]);
  async function expand(record) {
    const dependencies = await requestedBy(record);
    await Promise.all(dependencies.filter((one) => !seen.has(one) && seen.add(one)).map(expand));
  }
  await expand(root);
}

/** @param {(record: object) => void} onRecord when the root is known, before what it imports is loaded */
async function loadGraphAsync(specifier, parentURL, attributes, isSourcePhase, onRecord, isMain = false) {
  const record = await obtain(await resolveRequest(specifier, parentURL, attributes), isMain);
  onRecord(record);
  if (!isSourcePhase) await linkAsync(record);
  return record;
}

module.exports = { linkAsync, loadGraphAsync };
