'use strict';
// Glob patterns: npm's minimatch (deps/npm), which Node's documentation names, with the settings that Node's answers show:
// a backslash is a separator, "!" and "#" at the start are plain, ".." and empty parts are folded.
// Callers: internal/fs/glob, internal/path/shared (path.matchesGlob).

const { GLOBSTAR, Minimatch } = require('internal/deps/minimatch/index');

/** @param {string} pattern @param {boolean} [windows] whether paths are read as Windows paths */
function compile(pattern, windows = false) {
  return new Minimatch(pattern, {
    nocomment: true, nonegate: true, optimizationLevel: 2, platform: windows ? 'win32' : 'linux', windowsPathsNoEscape: true,
  });
}

/** Whether a whole path fits. @param {string} pattern @param {string} path @param {boolean} windows */
function matches(pattern, path, windows) {
  return compile(pattern, windows).match(path);
}

/**
 * What a pattern asks of the parts of a path.
 * @param {string} pattern
 * @returns {Array<Array<string|RegExp|symbol>>} one list for each expansion of the braces: plain names, RegExps for one name, GLOBSTAR
 */
function toParts(pattern) {
  return compile(pattern).set;
}

/** Whether a name fits a part that is not GLOBSTAR. */
function fits(part, name) {
  return typeof part === 'string' ? part === name : part.test(name);
}

module.exports = { compile, fits, GLOBSTAR, matches, toParts };
