'use strict';

// Cursor movement and erasing as ANSI control sequences, with callbacks.
// Callers: the public readline module, the line editor, console, the REPL.
// Rule: without a stream the callback still comes, in a tick; the result is write()'s.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const ESC = '\x1b[';
const sequences = {
  clearToLineBeginning: `${ESC}1K`,
  clearToLineEnd: `${ESC}0K`,
  clearLine: `${ESC}2K`,
  clearScreenDown: `${ESC}0J`,
  moveTo: (x, y) => (y === undefined ? `${ESC}${x + 1}G` : `${ESC}${y + 1};${x + 1}H`),
};

/** The sequence that moves by (dx, dy); empty for no move. */
function moveBy(dx, dy) {
  let text = '';
  if (dx < 0) text += `${ESC}${-dx}D`;
  else if (dx > 0) text += `${ESC}${dx}C`;
  if (dy < 0) text += `${ESC}${-dy}A`;
  else if (dy > 0) text += `${ESC}${dy}B`;
  return text;
}

function send(stream, text, callback) {
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function cursorTo(stream, x, y, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (stream == null || (typeof x !== 'number' && typeof y !== 'number')) return send(null, '', callback);
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return send(stream, sequences.moveTo(x, typeof y === 'number' ? y : undefined), callback);
}

function moveCursor(stream, dx, dy, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream == null || !(dx || dy)) return send(null, '', callback);
  return send(stream, moveBy(dx, dy), callback);
}

/** @param {-1 | 0 | 1} dir to the left, the whole line, to the right */
function clearLine(stream, dir, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  const text = dir < 0 ? sequences.clearToLineBeginning :
    dir > 0 ? sequences.clearToLineEnd : sequences.clearLine;
  return send(stream, text, callback);
}

function clearScreenDown(stream, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  return send(stream, sequences.clearScreenDown, callback);
}

module.exports = { clearLine, clearScreenDown, cursorTo, moveBy, moveCursor, sequences };
