'use strict';

// The line editor of terminals: cursor, insertion and deletion, undo, kill ring, completion, display.
// Callers: interface.js installs the methods; history and key bindings are in history.js and keys.js.
// Rules: `line` is the text, `cursor` an index into it that never splits a character; the screen follows by _refreshLine,
// or by less where that is enough; `prevRows` is the cursor's row below the prompt's first row.

const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks');
const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect');

const kUndoLimit = 2048;
const kKillRingLimit = 32;

/** Starts terminal mode for an Interface. */
function startTerminal(self) {
  const { input, output } = self;
  const { emitKeypressEvents } = require('internal/readline/keypress');
  const onKeypress = (s, key) => {
    self._ttyWrite(s, key);
    if (!key?.sequence) return;
    // What follows a lone character above the basic plane waits for the next key: the terminal sent it alone.
    const code = key.sequence.codePointAt(0);
    if (code >= 0xd800 && code <= 0xdfff) self._refreshLine();
  };
  const onEnd = () => {
    // Nobody has confirmed it: a line, but no answer to a question.
    if (typeof self.line === 'string' && self.line.length > 0) self.emit('line', self.line);
    self.close();
  };
  const onResize = () => self._refreshLine();
  const onError = (error) => self.emit('error', error);

  emitKeypressEvents(input, self);
  input.on('error', onError);
  input.on('keypress', onKeypress);
  input.on('end', onEnd);
  self._setRawMode(true);
  self.cursor = 0;
  self.prevRows = 0;
  if (output !== null && output !== undefined) output.on('resize', onResize);
  self.once('close', () => {
    input.removeListener('error', onError);
    input.removeListener('keypress', onKeypress);
    input.removeListener('end', onEnd);
    output?.removeListener('resize', onResize);
  });
}

/** The length of the character before `i`. */
function charLengthLeft(text, i) {
  if (i <= 0) return 0;
  return i > 1 && text.codePointAt(i - 2) > 0xffff ? 2 : 1;
}

/** The length of the character at `i`; 1 at the end, so that moving there is seen as a move. */
function charLengthAt(text, i) {
  if (text.length <= i) return 1;
  return text.codePointAt(i) > 0xffff ? 2 : 1;
}

function commonPrefix(words) {
  if (words.length === 0) return '';
  const sorted = words.toSorted();
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  let i = 0;
  while (i < first.length && first[i] === last[i]) i++;
  return first.slice(0, i);
}

function reverse(text) {
  return [...text].reverse().join('');
}

const methods = {
  _beforeEdit(oldText, oldCursor) {
    this._undoStack.push({ text: oldText, cursor: oldCursor });
    if (this._undoStack.length > kUndoLimit) this._undoStack.shift();
  },

  /** Writes prompt and line anew and puts the cursor in its place. */
  _refreshLine() {
    const shown = this._prompt + this.line;
    const end = this._getDisplayPos(shown);
    const cursorPos = this.getCursorPos();
    const prevRows = this.prevRows || 0;
    if (prevRows > 0) moveCursor(this.output, 0, -prevRows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(shown);
    // A terminal wraps only with the next character.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, cursorPos.cols);
    const below = end.rows - cursorPos.rows;
    if (below > 0) moveCursor(this.output, 0, -below);
    this.prevRows = cursorPos.rows;
  },

  /** Where the cursor stands after writing `text` at the start of a row. */
  _getDisplayPos(text) {
    const { columns } = this;
    let offset = 0;
    let rows = 0;
    for (const char of stripVTControlCharacters(text)) {
      if (char === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
      } else if (char === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
      } else {
        const width = getStringWidth(char, false);
        // A wide character does not fit into the last column.
        if (width === 2 && (offset + 1) % columns === 0) offset++;
        offset += width;
      }
    }
    const cols = offset % columns;
    rows += (offset - cols) / columns;
    return { cols: columns === Infinity ? offset : cols, rows: columns === Infinity ? rows || 0 : rows };
  },

  getCursorPos() {
    return this._getDisplayPos(this._prompt + this.line.slice(0, this.cursor));
  },

  /** Moves the cursor by `dx` places of the line, as far as the line goes. */
  _moveCursor(dx) {
    if (dx === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + dx, 0), this.line.length);
    const after = this.getCursorPos();
    if (before.rows === after.rows) moveCursor(this.output, after.cols - before.cols, 0);
    else this._refreshLine();
  },

  _insertString(c) {
    this._beforeEdit(this.line, this.cursor);
    const isAtEnd = this.cursor >= this.line.length;
    const before = this.getCursorPos();
    this.line = this.line.slice(0, this.cursor) + c + this.line.slice(this.cursor);
    this.cursor += c.length;
    // In the middle of a paste the screen only follows; the last key of it puts all in order.
    if (!this.isCompletionEnabled) this._writeToOutput(c);
    else if (isAtEnd && this.getCursorPos().rows === before.rows) this._writeToOutput(c);
    else this._refreshLine();
  },

  _cut(start, end, keep) {
    this._beforeEdit(this.line, this.cursor);
    if (keep) this._pushToKillRing(this.line.slice(start, end));
    this.line = this.line.slice(0, start) + this.line.slice(end);
    this.cursor = start;
    this._refreshLine();
  },

  _deleteLeft() {
    if (this.cursor > 0 && this.line.length > 0) {
      this._cut(this.cursor - charLengthLeft(this.line, this.cursor), this.cursor, false);
    }
  },

  _deleteRight() {
    if (this.cursor < this.line.length) {
      this._cut(this.cursor, this.cursor + charLengthAt(this.line, this.cursor), false);
    }
  },

  _wordLength(text) {
    return /^\s*(?:[^\w\s]+|\w+)?/.exec(text)[0].length;
  },

  _wordLeft() {
    if (this.cursor > 0) this._moveCursor(-this._wordLength(reverse(this.line.slice(0, this.cursor))));
  },

  _wordRight() {
    if (this.cursor >= this.line.length) return;
    this._moveCursor(/^(?:\s+|[^\w\s]+|\w+)\s*/.exec(this.line.slice(this.cursor))[0].length);
  },

  _deleteWordLeft() {
    if (this.cursor > 0) {
      this._cut(this.cursor - this._wordLength(reverse(this.line.slice(0, this.cursor))), this.cursor, false);
    }
  },

  _deleteWordRight() {
    if (this.cursor >= this.line.length) return;
    const length = /^(?:\s+|\W+|\w+)\s*/.exec(this.line.slice(this.cursor))[0].length;
    this._cut(this.cursor, this.cursor + length, false);
  },

  _deleteLineLeft() {
    this._cut(0, this.cursor, true);
  },

  _deleteLineRight() {
    this._cut(this.cursor, this.line.length, true);
  },

  _pushToKillRing(text) {
    if (!text || text === this._killRing[0]) return;
    this._killRing.unshift(text);
    this._killRingCursor = 0;
    if (this._killRing.length > kKillRingLimit) this._killRing.pop();
  },

  _yank() {
    if (this._killRing.length === 0) return;
    this._yanking = true;
    this._insertString(this._killRing[this._killRingCursor]);
  },

  /** Replaces what was just yanked by the entry before it. */
  _yankPop() {
    if (!this._yanking || this._killRing.length <= 1) return;
    const last = this._killRing[this._killRingCursor];
    this._killRingCursor = (this._killRingCursor + 1) % this._killRing.length;
    const current = this._killRing[this._killRingCursor];
    const start = this.cursor - last.length;
    this.line = this.line.slice(0, start) + current + this.line.slice(this.cursor);
    this.cursor = start + current.length;
    this._refreshLine();
  },

  _restore(from, to) {
    if (from.length === 0) return;
    to.push({ text: this.line, cursor: this.cursor });
    const { text, cursor } = from.pop();
    this.line = text;
    this.cursor = cursor;
    this._refreshLine();
  },

  _undo() {
    this._restore(this._undoStack, this._redoStack);
  },

  _redo() {
    this._restore(this._redoStack, this._undoStack);
  },

  clearLine() {
    this._moveCursor(+Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },

  /** The line is complete. */
  _line() {
    const line = this._addHistory();
    this._undoStack = [];
    this._redoStack = [];
    this.clearLine();
    this._onLine(line);
  },

  _tabComplete(lastKeypressWasTab) {
    this.pause();
    const text = this.line.slice(0, this.cursor);
    this.completer(text, (error, value) => {
      if (this.closed) return;
      this.resume();
      if (error) {
        const { inspect } = require('internal/util/inspect');
        this._writeToOutput(`Tab completion error: ${inspect(error)}`);
        return;
      }
      this._showCompletions(lastKeypressWasTab, value);
    });
  },

  _showCompletions(lastKeypressWasTab, { 0: completions, 1: completeOn }) {
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((one) => one !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this._insertString(prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      // Undoing goes back to before the last edit, as in Node: this replacement is none.
      const start = this.cursor - completeOn.length;
      this.line = this.line.slice(0, start) + prefix + this.line.slice(this.cursor);
      this.cursor = start + prefix.length;
      this._refreshLine();
      return;
    }
    if (!lastKeypressWasTab) return;
    this._writeToOutput(layOut(completions, this.columns));
    this._refreshLine();
  },
};

/** The completions in columns; an empty one starts a new group. */
function layOut(completions, columns) {
  const widths = completions.map((one) => getStringWidth(one));
  const width = Math.max(...widths) + 2;
  let perRow = Math.floor(columns / width) || 1;
  if (perRow === Infinity) perRow = 1;
  let text = '\r\n';
  let column = 0;
  let gap = 0;
  for (let i = 0; i < completions.length; i++) {
    const one = completions[i];
    if (one === '' || column === perRow) {
      text += '\r\n';
      column = 0;
      gap = 0;
    } else {
      text += ' '.repeat(gap);
    }
    if (one === '') {
      text += '\r\n';
    } else {
      text += one;
      gap = width - widths[i];
      column++;
    }
  }
  return column === 0 ? text : `${text}\r\n\r\n`;
}

function install(InterfaceBase) {
  const all = { ...methods, ...require('internal/readline/history').methods,
                ...require('internal/readline/keys').methods };
  for (const name of Object.keys(all)) {
    Object.defineProperty(InterfaceBase.prototype, name, {
      __proto__: null, value: all[name], writable: true, configurable: true, enumerable: name.startsWith('_'),
    });
  }
  InterfaceBase.prototype._getCursorPos = InterfaceBase.prototype.getCursorPos;
}

module.exports = { charLengthAt, charLengthLeft, install, startTerminal };
