'use strict';
// The part of an assertion's message that shows how two values differ. Callers: internal/assert/assertion_error.

const { DELETE, INSERT, KEEP, myersDiff } = require('internal/util/diff');

const MAX_SIMPLE = 12;
const INDICATOR_WIDTH = 80;
const MIN_INDICATOR = 2;
const SAME_STRUCTURE_LINES = 50;
// Equal lines in a row that are shown before the rest is skipped.
const CONTEXT = 5;

const PLAIN = { green: '', red: '', white: '', blue: '', gray: '' };
const COLORED = { green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m', blue: '\u001b[34m', gray: '\u001b[90m' };

function palette() {
  const { shouldColorize } = require('internal/util/colors');
  return shouldColorize(process.stderr) ? COLORED : PLAIN;
}

// Lines that differ only by the comma that another entry after them brings are the same.
function sameLine(a, b) {
  return a === b || `${a},` === b || a === `${b},`;
}

function isSimple(actual, expected, shownActual, shownExpected) {
  const width = (value, shown) => shown.length - (typeof value === 'string' ? 2 : 0);
  if (width(actual, shownActual) + width(expected, shownExpected) > MAX_SIMPLE) return false;
  const bothObjects = typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null;
  return !bothObjects && !(actual === 0 && expected === 0);
}

// A mark under the first character in which two short texts differ.
function indicator(a, b) {
  if (a.length + b.length >= INDICATOR_WIDTH) return '';
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at > MIN_INDICATOR && at < a.length ? `\n${' '.repeat(at + 2)}^` : '';
}

function changedLine(kind, line, colors, isPartial) {
  if (kind === DELETE) return `${colors.red}-${colors.white} ${line}`;
  // What only `actual` has is no difference when a part of it is enough.
  return isPartial && colors !== PLAIN ? `${colors.gray}  ${line}${colors.white}` : `${colors.green}+${colors.white} ${line}`;
}

/** A diff with long stretches of equal lines left out: their first lines are shown, and the last one before a change. */
function printDiff(diff, colors, isPartial) {
  const lines = [];
  let skipped = false;
  for (let at = 0; at < diff.length;) {
    if (diff[at][0] !== KEEP) {
      lines.push(changedLine(diff[at][0], diff[at][1], colors, isPartial));
      at++;
      continue;
    }
    let change = at;
    while (change < diff.length && diff[change][0] === KEEP) change++;
    const equal = diff.slice(at, change).map(({ 1: line }) => `${colors.white}  ${line}`);
    lines.push(...equal.slice(0, CONTEXT));
    const rest = change === diff.length ? [] : equal.slice(CONTEXT);
    if (rest.length > 2) {
      lines.push(`${colors.blue}...${colors.white}`, rest.at(-1));
      skipped = true;
    } else {
      lines.push(...rest);
    }
    at = change;
  }
  return { text: `\n${lines.join('\n')}`, skipped };
}

function sameStructure(shown, isFull) {
  const lines = shown.split('\n');
  const skips = !isFull && lines.length > SAME_STRUCTURE_LINES;
  const body = skips ? `... Skipped lines\n${lines.slice(0, SAME_STRUCTURE_LINES).join('\n')}\n...}` : shown;
  return `Values have same structure but are not reference-equal:\n\n${body}\n`;
}

// Of two lines that differ by their comma the one with it is shown.
function withCommas(diff, expectedLines) {
  let at = 0;
  return diff.map((entry) => {
    const { 0: kind, 1: value } = entry;
    if (kind === INSERT) return entry;
    const other = expectedLines[at++];
    return kind === KEEP && other === `${value},` ? [KEEP, other] : entry;
  });
}

/**
 * @param {unknown} actual @param {unknown} expected
 * @param {string} header
 * @param {{inspectValue: (value: unknown) => string, isCustom: boolean, isFull: boolean, isPartial: boolean}} how
 */
function differenceText(actual, expected, header, { inspectValue, isCustom, isFull, isPartial }) {
  const colors = palette();
  const shownActual = inspectValue(actual);
  const shownExpected = inspectValue(expected);
  const actualLines = shownActual.split('\n');
  const expectedLines = shownExpected.split('\n');
  const isSingle = actualLines.length === 1 && expectedLines.length === 1;
  if (isSingle && isSimple(actual, expected, shownActual, shownExpected)) {
    return `${header}\n\n${shownActual} !== ${shownExpected}\n`;
  }
  if (shownActual === shownExpected && typeof actual === 'object' && actual !== null && !isCustom) {
    return sameStructure(shownActual, isFull);
  }
  const legendActual = isPartial && colors !== PLAIN ? `${colors.gray}actual` : `${colors.green}+ actual`;
  const legend = `${legendActual}${colors.white} ${colors.red}- expected${colors.white}`;
  if (isSingle) {
    const isMarked = shownActual !== shownExpected && (typeof actual !== 'object' || actual === null);
    const body = `\n${colors.green}+${colors.white} ${shownActual}\n${colors.red}-${colors.white} ${shownExpected}`;
    return `${header}\n${legend}\n${body}${isMarked ? indicator(shownActual, shownExpected) : ''}\n`;
  }
  const isList = actual !== null && typeof actual === 'object';
  const diff = myersDiff(actualLines, expectedLines, isList ? sameLine : undefined);
  const { text, skipped } = printDiff(isList ? withCommas(diff, expectedLines) : diff, colors, isPartial);
  return `${header}\n${legend}${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

module.exports = { differenceText };
