'use strict';
// The source of the assertion that failed, for the message of assert.ok(). Callers: lib/assert.js.
// It reads one line of the source that V8 holds and goes through its tokens.

const { getSourceLine } = binding('util');

// Control characters would disturb the terminal.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function escapeControl(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Where the chain of members begins that a token ends: `assert.strict.ok`, `o['a']?.ok`, `new assert`. A call, an
 * operator or a keyword begins a new one.
 * @param {object} types acorn's token types
 * @param {object} token
 * @param {object|undefined} previous the type of the token before it
 * @param {number|undefined} start where the chain of that token begins
 * @returns {number|undefined}
 */
function chainStart(types, token, previous, start) {
  const isAfterDot = previous === types.dot || previous === types.questionDot;
  switch (token.type) {
    case types.name:
      return isAfterDot || previous === types.bracketL || previous === types._new ? start ?? token.start : token.start;
    case types._new:
      return isAfterDot ? undefined : token.start;
    case types.dot: case types.questionDot: case types.bracketL: case types.bracketR: case types.num: case types.string:
      return start;
    default:
      return undefined;
  }
}

// The text of the call at `column`; one that goes on in the next line is cut off. undefined: the line does not stand alone,
// since it begins inside of a string or comment.
function callText(line, column) {
  const { tokenizer, tokTypes: types } = require('internal/deps/acorn/acorn');
  let start;
  let previous;
  let depth = 0;
  try {
    for (const token of tokenizer(line, { ecmaVersion: 'latest' })) {
      if (token.type === types.parenL && (depth > 0 || token.start >= column)) depth++;
      else if (token.type === types.parenR && depth > 0 && --depth === 0) return line.slice(start ?? column, token.end);
      else if (depth === 0) start = chainStart(types, token, previous, start);
      previous = token.type;
    }
  } catch {
    // Strings and comments that go on in the next line, too, end the tokens.
    if (depth === 0) return undefined;
  }
  return line.slice(start ?? column).trimEnd();
}

/**
 * @param {number} depth frames between this function's caller and the call that failed
 * @returns {string|undefined} undefined: the source is not known, or no call can be told in it
 */
function failedExpression(depth) {
  const found = getSourceLine(depth + 1);
  if (found === undefined) return undefined;
  const text = callText(found[0], found[1]);
  return text?.replace(CONTROLS, escapeControl);
}

module.exports = { failedExpression };
