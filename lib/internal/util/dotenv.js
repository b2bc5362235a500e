'use strict';
// The format of .env files (https://nodejs.org/api/environment_variables.html#env-files).
// Callers: util.parseEnv, process.loadEnvFile, --env-file. A parser over one text, no state.

const NAME = /^[ \t]*(?:export[ \t]+)?([^=\s#][^=\r\n]*?)[ \t]*=[ \t]*/;
const QUOTES = '"\'`';

// The value that starts at `from`: [value, where its line ends].
function readValue(text, from) {
  const quote = text[from];
  if (quote !== undefined && QUOTES.includes(quote)) {
    const end = text.indexOf(quote, from + 1);
    if (end !== -1) {
      const value = text.slice(from + 1, end);
      return [quote === '"' ? value.replaceAll('\\n', '\n') : value, lineEnd(text, end)];
    }
    // Without its end the quote is part of a value of one line.
  }
  const end = lineEnd(text, from);
  const line = text.slice(from, end);
  const comment = line.indexOf('#');
  return [(comment === -1 ? line : line.slice(0, comment)).trim(), end];
}

function lineEnd(text, from) {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/**
 * @param {string} text
 * @returns {Record<string, string>} in the order of the names
 */
function parseEnvText(text) {
  const values = new Map();
  text = text.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const match = NAME.exec(text.slice(at, end));
    if (match === null) {
      at = end + 1;
      continue;
    }
    const { 0: value, 1: next } = readValue(text, at + match[0].length);
    values.set(match[1], value);
    at = next + 1;
  }
  return Object.fromEntries([...values].sort(({ 0: a }, { 0: b }) => a < b ? -1 : 1));
}

module.exports = { parseEnvText };
