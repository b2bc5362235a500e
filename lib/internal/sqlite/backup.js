'use strict';
// sqlite.backup(): a copy of a database to a file, some pages in each turn of the loop. Caller: lib/sqlite.js.

const { argumentError, requireFunction, requireObject, requireString } = require('internal/sqlite/arguments');
const { stateError } = require('internal/sqlite/errors');

const DEFAULT_RATE = 100;

function readOptions(options) {
  const { rate = DEFAULT_RATE, source = 'main', target = 'main', progress } = options;
  if (typeof rate !== 'number' || rate !== (rate | 0)) throw argumentError('options.rate', 'an integer');
  if (rate < 1) {
    throw Object.assign(new RangeError('The "options.rate" argument must be a positive integer.'), { code: 'ERR_OUT_OF_RANGE' });
  }
  requireString(source, 'options.source');
  requireString(target, 'options.target');
  if (progress !== undefined) requireFunction(progress, 'options.progress');
  return { rate, source, target, progress };
}

async function copyPages(copy, { rate, progress }) {
  const { setImmediate } = require('timers/promises');
  try {
    for (;;) {
      const { 0: done, 1: remainingPages, 2: totalPages } = copy.step(rate);
      if (done) return totalPages;
      progress?.({ totalPages, remainingPages });
      await setImmediate();
    }
  } finally {
    copy.finish();
  }
}

/**
 * @param {DatabaseSync} sourceDb open @param {string|Uint8Array|URL} path of the copy @param {object} [options]
 * @returns {Promise<number>} the pages in all
 */
function backup(sourceDb, path, ...options) {
  const { nativeOf, pathOf } = require('internal/sqlite/database');
  requireObject(sourceDb, 'sourceDb');
  const native = nativeOf(sourceDb);
  if (native === undefined) throw argumentError('sourceDb', 'an object');
  if (!native.isOpen()) throw stateError('database is not open');
  const target = pathOf(path);
  if (options.length > 0) requireObject(options[0], 'options');
  const settings = readOptions(options[0] ?? {});
  return start(native, target, settings);
}

// What SQLite refuses rejects the promise.
async function start(native, target, settings) {
  return copyPages(native.backup(target, settings.source, settings.target), settings);
}

module.exports = { backup };
