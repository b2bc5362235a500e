'use strict';
// Where the top-level awaits of a graph stand: --experimental-print-required-tla, for the error of a require() that they
// forbid. The sources are parsed by acorn (deps/npm), without being run. Caller: esm/require.js.

const { fileURLToPath } = require('url');
const { readText } = require('internal/modules/esm/translate');

const kFunctions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function isAwait(node) {
  return node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await) ||
    (node.type === 'VariableDeclaration' && node.kind === 'await using');
}

/** Calls `found` with each await that belongs to the module itself, in the order of the source. */
function walk(node, found) {
  if (isAwait(node)) found(node);
  for (const key of Object.keys(node)) {
    const value = node[key];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string' && !kFunctions.has(child.type)) walk(child, found);
    }
  }
}

/** @returns {{url: string, line: number, column: number, sourceLine: string}[]} both numbers count from 1 */
function awaitsOf({ url, format }) {
  const { parse } = require('internal/deps/acorn/acorn');
  const places = [];
  try {
    let source = readText(url);
    if (format === 'module-typescript') source = require('internal/modules/typescript').stripFile(source, fileURLToPath(url));
    const lines = source.split(/\r\n|[\r\n\u2028\u2029]/);
    const tree = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
    walk(tree, ({ loc: { start: { line, column } } }) => {
      places.push({ __proto__: null, url: url.href, line, column: column + 1, sourceLine: lines[line - 1] });
    });
  } catch {
    // What cannot be read again, or is newer than the parser, has no places to show.
  }
  return places;
}

/** The top-level awaits of a linked graph, those of `root` first. */
function awaitsOfGraph(root) {
  const places = [];
  const seen = new Set([root]);
  // A set that grows while it is walked.
  for (const record of seen) {
    if (record.wrap.hasTopLevelAwait()) places.push(...awaitsOf(record));
    record.dependencies?.forEach((dependency) => seen.add(dependency));
  }
  return places;
}

function show({ url, line, column, sourceLine }) {
  const name = url.startsWith('file:') ? fileURLToPath(url) : url;
  return `${name}:${line}\n\n${sourceLine}\n${' '.repeat(column - 1)}^\n`;
}

/**
 * The text that takes the place of the line that is shown with an uncaught error.
 * @param {object[]} places of awaitsOfGraph()
 */
function showPlaces(places) {
  return places.map(show).join('\n');
}

module.exports = { awaitsOfGraph, showPlaces };
