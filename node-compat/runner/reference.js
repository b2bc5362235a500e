'use strict';
// The reference: which files real Node passes under this same runner, and how long each takes. It is made once and
// kept in the cache; it is the denominator of every rate. Control files stand in it under a hash.

const fs = require('fs');
const os = require('os');
const path = require('path');

function referencePath(version) {
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(cache, 'phasor', `node-compat-reference-${version}.json`);
}

/**
 * @param {string} version of Node, such as `24.21.0`
 * @returns {Map<string, {status: string, ms: number}>|null} by TestFile.key; null when it has not been made
 */
function readReference(version) {
  try {
    return new Map(Object.entries(JSON.parse(fs.readFileSync(referencePath(version), 'utf8')).files));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeReference(version, results) {
  const files = Object.fromEntries(readReference(version) ?? []);
  for (const { test, outcome } of results) files[test.key] = { status: outcome.status, ms: outcome.ms };
  const file = referencePath(version);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.new`, JSON.stringify({ version, files }, null, 1));
  fs.renameSync(`${file}.new`, file);
  return file;
}

module.exports = { readReference, writeReference };
