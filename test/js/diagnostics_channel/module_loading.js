'use strict';
// module.require and module.import trace what a program loads.
const assert = require('assert');
const { tracingChannel } = require('diagnostics_channel');
const { pathToFileURL } = require('url');

const seen = [];
tracingChannel('module.require').subscribe({
  start: ({ id, parentFilename }) => seen.push(['require', id, parentFilename === __filename]),
  error: ({ error }) => seen.push([error.code]),
});
tracingChannel('module.import').subscribe({
  start: ({ url, parentURL }) => seen.push(['import', url, parentURL === pathToFileURL(__filename).href]),
  asyncEnd: ({ result }) => seen.push(typeof result.join),
});
require('os');
assert.throws(() => require('./nothing-there'));
import('path').then(() => {
  assert.deepStrictEqual(seen, [
    ['require', 'os', true], ['require', './nothing-there', true], ['MODULE_NOT_FOUND'], ['import', 'path', true], 'function',
  ]);
});
