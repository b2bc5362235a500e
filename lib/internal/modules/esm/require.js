'use strict';
// require() of an ES module: its graph is loaded, linked and evaluated at once, which top-level await forbids. Caller:
// internal/modules/esm_bridge.js.

const {
  codes: { ERR_REQUIRE_ASYNC_MODULE, ERR_REQUIRE_CYCLE_MODULE, ERR_REQUIRE_ESM_RACE_CONDITION },
} = require('internal/errors');
const { fileURLToPath, pathToFileURL } = require('url');
const { getOptionValue } = require('internal/options');
const { kEvaluating } = binding('esm');
const { isBeingImported } = require('internal/modules/esm/import');
const {
  recordForRequire, instantiate, evaluateLinked, kInstantiated, kEvaluated, kErrored,
} = require('internal/modules/esm/loader');

/**
 * What require() of the ES module in `filename` gives.
 * @param {string} filename or the URL that hooks have made of it
 * @param {string[]} stack the files that led here, the requiring one first
 * @param {{source: unknown, format: string}} [prepared] what hooks have loaded
 */
function requireModule(filename, stack, prepared) {
  // Hooks may have put an ES module in the place of a built-in: that has a name only.
  const url = filename[0] === '/' ? pathToFileURL(filename) : URL.parse(filename) ?? new URL(`node:${filename}`);
  if (isBeingImported(url)) throw new ERR_REQUIRE_ESM_RACE_CONDITION(filename, stack[0]);
  const record = recordForRequire(url, prepared);
  instantiate(record, true);
  const { wrap } = record;
  const status = wrap.getStatus();
  if (status === kErrored && !wrap.isGraphAsync()) throw keptError(wrap);
  checkNotRunning(record, filename, stack[0]);
  if (wrap.isGraphAsync()) throw asyncError(record, filename, stack);
  if (status !== kEvaluated) {
    evaluateLinked(record).catch(() => {});
    if (wrap.getStatus() === kErrored) {
      const error = keptError(wrap);
      require('internal/modules/esm/explain').explainEvaluation(error, record);
      throw error;
    }
  }
  return exportsForRequire(record);
}

/** What evaluation threw, to be shown where the program threw it and not where it is thrown on. */
function keptError(wrap) {
  const error = wrap.getError();
  binding('runtime').keepPlace(error);
  return error;
}

function asyncError(record, filename, stack) {
  if (!getOptionValue('--experimental-print-required-tla')) return new ERR_REQUIRE_ASYNC_MODULE(filename, stack);
  const { awaitsOfGraph, showPlaces } = require('internal/modules/esm/top_level_await');
  const places = awaitsOfGraph(record);
  const error = new ERR_REQUIRE_ASYNC_MODULE(filename, stack, places);
  if (places.length > 0) binding('runtime').keepPlace(error, showPlaces(places));
  return error;
}

const nameOf = (url) => (url.protocol === 'file:' ? fileURLToPath(url) : url.href);

/** Whether a linked graph can be evaluated now: no module of it is being evaluated further out. */
function checkNotRunning(record, filename, parent) {
  const status = record.wrap.getStatus();
  if (status === kEvaluating) throw evaluatingError(filename, parent);
  if (status === kInstantiated) refuseRunning(record);
}

/** A module of the graph that is being evaluated further out would be seen half-made. */
function refuseRunning(root) {
  const seen = new Set().add(root);
  // A set that grows while it is walked.
  for (const record of seen) {
    const requests = record.wrap.getRequests();
    record.dependencies.forEach((dependency, i) => {
      const status = dependency.wrap.getStatus();
      if (status === kEvaluating) {
        throw new ERR_REQUIRE_CYCLE_MODULE(
          `Cannot import Module ${requests[i][0]} in a cycle. (from ${nameOf(record.url)})`);
      }
      if (status === kInstantiated) seen.add(dependency);
    });
  }
}

const cycleText = (filename, parent) => `Cannot require() ES Module ${filename} in a cycle.${parent ? ` (from ${parent})` : ''}`;

/** The error of a require() that meets an ES module which another require() is loading. */
function cycleError(filename, parent) {
  return new ERR_REQUIRE_CYCLE_MODULE(cycleText(filename, parent));
}

/** The same for one that is being evaluated. */
function evaluatingError(filename, parent) {
  return new ERR_REQUIRE_CYCLE_MODULE(`${cycleText(filename, parent)} A cycle involving require(esm) is not allowed to ` +
    'maintain invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the ' +
    'graph lazily loaded.');
}

/** What require() of an ES module gives: its "module.exports" export, else the namespace, marked if it has a default. */
function exportsForRequire(record) {
  const namespace = record.wrap.getNamespace();
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  return makeFacade(record);
}

function makeFacade(record) {
  const { ModuleWrap } = binding('esm');
  const source = 'export * from "original"; export { default } from "original"; export const __esModule = true;';
  const name = `node:internal/require_module/${record.url.href}`;
  const wrap = new ModuleWrap(source, name, Symbol('facade'), undefined, 0, 0, undefined);
  wrap.link(wrap.getRequests().map(() => record.wrap));
  wrap.instantiate(true);
  wrap.evaluate(0, false);
  return wrap.getNamespace();
}

module.exports = { requireModule, cycleError, checkNotRunning };
