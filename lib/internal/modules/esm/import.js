'use strict';
// import(): a graph is loaded, linked and evaluated for a program that waits for it. Callers: dynamic_import.js, preload.js,
// require.js, async_hooks.js.

const { kEvaluating, kInstantiated } = binding('esm');
const { pathToFileURL } = require('url');
const { baseFolder } = require('internal/modules/base_folder');
const { findRecord } = require('internal/modules/esm/explain');
const {
  checkSourcePhase, evaluateLinked, getAsyncHooks, instantiateLinked, link, load, records,
} = require('internal/modules/esm/loader');

const importing = new Set();  // roots of graphs that import() has loaded, but not evaluated yet

/** Loads `specifier` with its graph, which is linked; `onRecord` gets its record before that. */
async function loadGraph(specifier, parentURL, attributes, isSourcePhase, onRecord) {
  if (getAsyncHooks() !== undefined) {
    const { loadGraphAsync } = require('internal/modules/esm/graph');
    await loadGraphAsync(specifier, parentURL, attributes, isSourcePhase, onRecord);
    return;
  }
  const record = load(specifier, parentURL, attributes);
  onRecord(record);
  if (isSourcePhase) return;
  try {
    link(record);
  } catch (error) {
    importing.delete(record);  // require() may try at once
    throw error;
  }
}

/** For require(): whether the ES module at `url` is part of such a graph. */
function isBeingImported(url) {
  if (importing.size === 0) return false;
  const record = records.get(url.href);
  if (record === undefined || record.wrap.getStatus() >= kInstantiated) return false;
  return [...importing].some((root) => findRecord(root, url.href) !== undefined);
}

/**
 * The record of what `specifier` names, evaluated (or, for its source only, loaded). Programs see after how many promise jobs
 * that is: they are Node's, also where nothing has to be waited for.
 */
async function importRecord(specifier, parentURL, attributes, isSourcePhase = false) {
  let record;
  const note = (loaded) => {
    record = loaded;
    importing.add(loaded);
  };
  try {
    try {
      await loadGraph(specifier, parentURL, attributes, isSourcePhase, note);
    } finally {
      await undefined;
    }
    if (isSourcePhase) {
      checkSourcePhase(record);
      return record;
    }
    for (let turns = turnsToLink(record); turns > 0; turns--) await undefined;
    instantiateLinked(record);
  } finally {
    importing.delete(record);
  }
  try {
    await evaluateLinked(record);
  } finally {
    await undefined;
  }
  return record;
}

/** For how many promise jobs Node links a graph: two for each level of imports. */
function turnsToLink(root) {
  // Evaluated already; if not for itself, its own promise takes the job.
  if (root.wrap.getStatus() >= kEvaluating) return root.evaluation === undefined ? 0 : 1;
  const seen = new Set().add(root);
  let levels = 0;
  for (let level = [root]; level.length > 0; levels++) {
    level = level.flatMap(({ dependencies = [] }) => dependencies.filter((one) => !seen.has(one) && seen.add(one)));
  }
  return 1 + 2 * levels;
}

/** import(specifier) from the file or URL `referrer`. */
async function importFrom(specifier, attributes, referrer, isSourcePhase = false) {
  const record = await importRecord(`${specifier}`, referrerURL(referrer), attributes, isSourcePhase);
  return isSourcePhase ? record.sourceObject : record.wrap.getNamespace();
}

function referrerURL(referrer) {
  if (typeof referrer !== 'string') return pathToFileURL(`${baseFolder()}/`).href;
  if (referrer[0] === '/') return pathToFileURL(referrer).href;
  return URL.canParse(referrer) ? referrer : pathToFileURL(`${baseFolder()}/`).href;
}

module.exports = { importFrom, importRecord, isBeingImported };
