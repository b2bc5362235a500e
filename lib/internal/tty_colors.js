'use strict';
// How many colours a terminal shows, by its environment (Node's documentation: tty, writeStream.getColorDepth; the
// conventions of FORCE_COLOR, NO_COLOR, COLORTERM and the TERM database).

const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');

const k2 = 1;
const k16 = 4;
const k256 = 8;
const k16M = 24;

const kTerms = {
  '__proto__': null,
  'eterm': k16, 'cons25': k16, 'console': k16, 'cygwin': k16, 'dtterm': k16, 'gnome': k16, 'hurd': k16, 'jfbterm': k16,
  'konsole': k16, 'kterm': k16, 'mlterm': k16, 'mosh': k16M, 'putty': k16, 'st': k16, 'rxvt-unicode-24bit': k16M,
  'terminator': k16M, 'xterm-kitty': k16M, 'alacritty': k16M,
};
const kTermPatterns = [/ansi/, /color/, /linux/, /direct/, /^con[0-9]*x[0-9]/, /^rxvt/, /^screen/, /^xterm/, /^vt100/, /^vt220/];
const kCi = [['APPVEYOR', k256], ['BUILDKITE', k256], ['CIRCLECI', k16M], ['DRONE', k256], ['GITEA_ACTIONS', k16M],
             ['GITHUB_ACTIONS', k16M], ['GITLAB_CI', k256], ['TRAVIS', k256]];

let warned = false;
function warnAboutForceColor(env) {
  if (warned) return;
  const names = ['NODE_DISABLE_COLORS', 'NO_COLOR'].filter((name) => isSet(env[name]));
  if (names.length === 0) return;
  warned = true;
  process.emitWarning(`The '${names.join("' and '")}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

/** An empty text does not count (https://no-color.org). */
const isSet = (value) => value !== undefined && value !== '';

function forcedDepth(env) {
  switch (env.FORCE_COLOR) {
    case '':
    case '1':
    case 'true':
      warnAboutForceColor(env);
      return k16;
    case '2':
      warnAboutForceColor(env);
      return k256;
    case '3':
      warnAboutForceColor(env);
      return k16M;
    default:
      return k2;
  }
}

function ciDepth(env) {
  for (const [name, depth] of kCi) if (name in env) return depth;
  return env.CI_NAME === 'codeship' ? k256 : k2;
}

function termDepth(term) {
  if (/^xterm-256/.test(term)) return k256;
  const name = term.toLowerCase();
  if (kTerms[name] !== undefined) return kTerms[name];
  return kTermPatterns.some((pattern) => pattern.test(name)) ? k16 : k2;
}

/**
 * writeStream.getColorDepth([env])
 * @returns {1|4|8|24} bits
 */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forcedDepth(env);
  if (isSet(env.NODE_DISABLE_COLORS) || isSet(env.NO_COLOR) || env.TERM === 'dumb') return k2;
  if (env.TMUX) return k16M;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return k16;
  if ('CI' in env) return ciDepth(env);
  if ('TEAMCITY_VERSION' in env) return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? k16 : k2;
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? k256 : k16M;
    case 'HyperTerm':
    case 'MacTerm':
      return k16M;
    case 'Apple_Terminal':
      return k256;
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return k16M;
  if (env.TERM) {
    const depth = termDepth(env.TERM);
    if (depth !== k2) return depth;
  }
  return env.COLORTERM ? k16 : k2;
}

/**
 * writeStream.hasColors([count][, env])
 */
function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    if (typeof count !== 'number') throw new ERR_INVALID_ARG_TYPE('count', 'number', count);
    if (!Number.isInteger(count)) throw new ERR_OUT_OF_RANGE('count', 'an integer', count);
    if (count < 2) throw new ERR_OUT_OF_RANGE('count', '>= 2 && <= 9007199254740991', count);
  }
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors };
