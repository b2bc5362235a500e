'use strict';
// The source of the assertion that failed, for the message of assert.ok(). Callers: lib/assert.js.
// It reads one line of the source that V8 holds; nothing is parsed beyond strings and brackets.

const { getSourceLine } = binding('util');

const CLOSING = { '__proto__': null, '(': ')', '[': ']', '{': '}' };

// Start of the callee that stands before `column`: `assert.strict.ok`, `assert['ok']`.
function calleeStart(line, column) {
  let at = column;
  while (at > 0) {
    const previous = line[at - 1];
    if (/[\p{ID_Continue}$.]/u.test(previous)) {
      at--;
    } else if (previous === ']' || previous === ')') {
      const open = line.lastIndexOf(previous === ']' ? '[' : '(', at - 1);
      if (open === -1) return at;
      at = open;
    } else {
      return at;
    }
  }
  return at;
}

// Control characters would disturb the terminal.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function escapeControl(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function skipQuoted(line, at) {
  const quote = line[at];
  for (at++; at < line.length && line[at] !== quote; at++) if (line[at] === '\\') at++;
  return at;
}

function isRegExpStart(line, at) {
  return /(?:^|[(,=:[!&|?{};+\-*%~^<>]|return|typeof)\s*$/.test(line.slice(0, at));
}

function skipSlash(line, at) {
  if (line.startsWith('/*', at)) {
    const end = line.indexOf('*/', at + 2);
    return end === -1 ? line.length : end + 1;
  }
  if (line[at + 1] === '/') return line.length;
  return isRegExpStart(line, at) ? skipQuoted(line, at) : at;
}

// End of the call whose callee starts at `start`: past the bracket that closes its arguments, or the end of the line.
function callEnd(line, start) {
  const open = [];
  for (let at = start; at < line.length; at++) {
    const character = line[at];
    if (character === '"' || character === "'" || character === '`') {
      at = skipQuoted(line, at);
    } else if (character === '/') {
      at = skipSlash(line, at);
    } else if (CLOSING[character] !== undefined) {
      open.push(CLOSING[character]);
    } else if (character === open[open.length - 1]) {
      open.pop();
      if (open.length === 0 && character === ')') return at + 1;
    }
  }
  return line.length;
}

/**
 * @param {number} depth frames between this function's caller and the call that failed
 * @returns {string|undefined} undefined: the source is not known
 */
function failedExpression(depth) {
  const found = getSourceLine(depth + 1);
  if (found === undefined) return undefined;
  const { 0: line, 1: column } = found;
  const start = calleeStart(line, column);
  const text = line.slice(start, callEnd(line, Math.max(start, column))).trimEnd().replace(/^\??\./, '');
  return text === '' ? undefined : text.replace(CONTROLS, escapeControl);
}

module.exports = { failedExpression };
