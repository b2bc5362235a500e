'use strict';
// What both flavours of 'path' share: folding of dot segments, `format`, and glob matching. No flavour is assumed: the
// separator is a parameter.

const { validateObject, validateString } = require('internal/validators');

/**
 * Folds '.', '..' and empty segments out of a list of segments.
 * @param {string[]} segments
 * @param {boolean} rooted a '..' at the top of a rooted path has nowhere to go and vanishes
 * @returns {string[]} a new list
 */
function foldSegments(segments, rooted) {
  const kept = [];
  let named = 0;  // how many entries at the end of `kept` are names, not '..'
  for (let i = 0; i < segments.length; i++) {  // modules are found when the iterators of arrays are gone
    const segment = segments[i];
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') {
      kept.push(segment);
      named++;
    } else if (named > 0) {
      kept.pop();
      named--;
    } else if (!rooted) {
      kept.push(segment);
    }
  }
  return kept;
}

/**
 * Where the extension of a file name starts.
 * @param {string} base a name without separators
 * @returns {number} index of the dot, or -1: names like '.profile' and '..' have no extension
 */
function extensionStart(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? -1 : dot;
}

/**
 * The last name of a path, without a suffix unless nothing would be left. Two answers of Node are odd and programs can
 * see them: a suffix equal to the path leaves nothing, and a suffix that is longer than the name but ends with it brings
 * back the separators at the end.
 * @param {string} path
 * @param {number} start where the name starts
 * @param {number} end where it ends
 * @param {string} [suffix]
 * @returns {string}
 */
function nameWithoutSuffix(path, start, end, suffix) {
  const name = path.slice(start, end);
  if (suffix === undefined || suffix === '' || suffix.length > path.length) return name;
  if (suffix === path) return '';
  if (suffix.length > name.length) return suffix.endsWith(name) ? path.slice(start) : name;
  if (suffix === name || !name.endsWith(suffix)) return name;
  return name.slice(0, name.length - suffix.length);
}

/**
 * Makes the `format` of one flavour. `bind` gives it the documented name of Node's function.
 * @param {string} separator
 */
function makeFormat(separator) {
  function _format(separator, pathObject) {
    validateObject(pathObject, 'pathObject');
    const { root, ext } = pathObject;
    const dir = pathObject.dir || root;
    let base = pathObject.base;
    if (!base) {
      const dot = ext && ext[0] !== '.' ? '.' : '';
      base = `${pathObject.name || ''}${dot}${ext || ''}`;
    }
    if (!dir) return base;
    return dir === root ? `${dir}${base}` : `${dir}${separator}${base}`;
  }
  return _format.bind(null, separator);
}

/**
 * @param {string} path
 * @param {string} pattern
 * @param {boolean} windows whether both are read as Windows paths
 * @returns {boolean}
 */
function matchGlob(path, pattern, windows) {
  validateString(path, 'path');
  validateString(pattern, 'pattern');
  return require('internal/glob_pattern').matches(pattern, path, windows);
}

module.exports = { extensionStart, foldSegments, makeFormat, matchGlob, nameWithoutSuffix };
