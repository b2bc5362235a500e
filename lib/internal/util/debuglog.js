'use strict';
// util.debuglog: messages to stderr for the sections that NODE_DEBUG names. Callers: lib/util.js, all of lib/.
// Rule: a section that is off costs one call of an empty function.

const { formatArguments } = require('internal/util/format');

let wanted;
/** The pattern of NODE_DEBUG: names with commas between, `*` stands for anything. Read once. */
function pattern() {
  if (wanted === undefined) {
    const list = process.env.NODE_DEBUG;
    if (!list) return wanted = null;
    const source = list.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
    wanted = new RegExp(`^${source}$`, 'i');
  }
  return wanted;
}

const warned = new Set();
function warnOfSecrets(section) {
  if ((section !== 'HTTP' && section !== 'HTTP2') || warned.has(section)) return;
  warned.add(section);
  process.emitWarning(`Setting the NODE_DEBUG environment variable to '${section.toLowerCase()}' can expose sensitive ` +
    'data (such as passwords, tokens and authentication headers) in the resulting log.');
}

function withEnabled(fn, isEnabled) {
  return Object.defineProperty(fn, 'enabled', {
    __proto__: null, get: isEnabled, configurable: true, enumerable: true,
  });
}

const noop = withEnabled(() => {}, () => false);

function makeLogger(section) {
  warnOfSecrets(section);
  function debug(...args) {
    const { shouldColorize } = require('internal/util/colors');
    const options = shouldColorize(process.stderr) ? { colors: true } : undefined;
    const text = formatArguments(options, args);
    const pid = formatArguments(options, [process.pid]);
    process.stderr.write(`${section} ${pid}: ${text}\n`);
  }
  return withEnabled(debug, () => true);
}

/**
 * @param {string} set name of the section
 * @param {(logger: Function) => void} [callback] gets the quickest logger when the first message is logged
 */
function debuglog(set, callback) {
  let debug;
  let section = set;
  const isEnabled = () => {
    section = `${set}`.toUpperCase();
    return pattern() !== null && pattern().test(section);
  };
  const resolve = () => {
    if (debug !== undefined) return;
    debug = isEnabled() ? makeLogger(section) : noop;
    if (typeof callback === 'function') callback(debug);
  };
  let enabled;
  const logger = (...args) => {
    resolve();
    if (debug !== noop) debug(...args);
  };
  return withEnabled(logger, () => enabled ??= isEnabled());
}

module.exports = { debuglog };
