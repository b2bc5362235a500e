'use strict';

// Key bindings of the line editor (those of the documentation's table). Caller: editor.js installs `_ttyWrite`.
// Rule: each binding is a function of the Interface; what has no binding and is text is inserted.

const { AbortError } = require('internal/errors');
const { cursorTo, clearScreenDown } = require('internal/readline/callbacks');

function toStart(self) {
  self._moveCursor(-Infinity);
}

function toEnd(self) {
  self._moveCursor(+Infinity);
}

function oneLeft(self) {
  const { charLengthLeft } = require('internal/readline/editor');
  self._moveCursor(-charLengthLeft(self.line, self.cursor));
}

function oneRight(self) {
  const { charLengthAt } = require('internal/readline/editor');
  self._moveCursor(charLengthAt(self.line, self.cursor));
}

function interrupt(self) {
  if (self.listenerCount('SIGINT') > 0) self.emit('SIGINT');
  else abandon(self, 'Ctrl+C');
}

/** Closes; who waits for the answer to a question (readline/promises) hears why. */
function abandon(self, keys) {
  const { kQuestionReject } = require('internal/readline/interface');
  self[kQuestionReject]?.(new AbortError(`Aborted with ${keys}`));
  self.close();
}

function endOfInput(self) {
  if (self.cursor === 0 && self.line.length === 0) abandon(self, 'Ctrl+D');
  else if (self.cursor < self.line.length) self._deleteRight();
}

function clearScreen(self) {
  cursorTo(self.output, 0, 0);
  clearScreenDown(self.output);
  self._refreshLine();
}

function suspend(self) {
  if (self.listenerCount('SIGTSTP') > 0) {
    self.emit('SIGTSTP');
    return;
  }
  process.once('SIGCONT', () => {
    // Input that came while the program slept is the shell's.
    if (!self.paused) {
      self.pause();
      self.emit('SIGCONT');
    }
    self._setRawMode(true);
    self._refreshLine();
  });
  self._setRawMode(false);
  process.kill(process.pid, 'SIGTSTP');
}

const call = (name) => (self) => self[name]();

const ctrlShift = { backspace: call('_deleteLineLeft'), delete: call('_deleteLineRight') };

const ctrl = {
  c: interrupt,
  h: call('_deleteLeft'),
  d: endOfInput,
  u: call('_deleteLineLeft'),
  k: call('_deleteLineRight'),
  a: toStart,
  e: toEnd,
  b: oneLeft,
  f: oneRight,
  l: clearScreen,
  n: call('_historyNext'),
  p: call('_historyPrev'),
  y: call('_yank'),
  z: suspend,
  w: call('_deleteWordLeft'),
  backspace: call('_deleteWordLeft'),
  delete: call('_deleteWordRight'),
  left: call('_wordLeft'),
  right: call('_wordRight'),
};

const meta = {
  b: call('_wordLeft'),
  f: call('_wordRight'),
  d: call('_deleteWordRight'),
  delete: call('_deleteWordRight'),
  backspace: call('_deleteWordLeft'),
  y: call('_yankPop'),
};

function onReturn(self) {
  self._sawReturnAt = Date.now();
  self._line();
}

function onEnter(self) {
  // After \r it is the second half of \r\n.
  if (self._sawReturnAt === 0 || Date.now() - self._sawReturnAt > self.crlfDelay) self._line();
  self._sawReturnAt = 0;
}

const plain = {
  return: onReturn,
  enter: onEnter,
  backspace: call('_deleteLeft'),
  delete: call('_deleteRight'),
  left: oneLeft,
  right: oneRight,
  home: toStart,
  end: toEnd,
  up: call('_historyPrev'),
  down: call('_historyNext'),
};

/** Text that came in one piece, perhaps pasted: each line end in it counts. */
function insertText(self, text) {
  const { lineEnding } = require('internal/readline/interface');
  lineEnding.lastIndex = 0;
  let start = 0;
  for (const match of text.matchAll(lineEnding)) {
    self._insertString(text.slice(start, match.index));
    start = match.index + match[0].length;
    self._line();
  }
  self._insertString(text.slice(start));
}

function bindingOf(self, key) {
  if (key.ctrl && key.shift) return ctrlShift[key.name];
  if (key.ctrl) return ctrl[key.name];
  if (key.meta) return meta[key.name];
  return plain[key.name];
}

const methods = {
  _ttyWrite(s, key) {
    const previousKey = this._previousKey;
    key ||= {};
    this._previousKey = key;
    if (!key.meta || key.name !== 'y') {
      if (!key.ctrl || key.name !== 'y') this._yanking = false;
    }
    this._trackSearch(key);
    // Undo and redo have no name of their own in most terminals.
    if (key.sequence === '\x1f') return this._undo();
    if (key.sequence === '\x1e') return this._redo();
    // Ignored even without a binding for it: it would close or insert.
    if (key.name === 'escape') return undefined;
    // A \n only pairs with a \r that came just before; modified keys do not count.
    if (this._sawReturnAt && !key.ctrl && !key.meta && key.name !== 'enter') this._sawReturnAt = 0;

    const binding = bindingOf(this, key);
    if (binding !== undefined) return binding(this);
    if (key.ctrl || key.meta) return undefined;
    if (key.name === 'tab' && typeof this.completer === 'function' && this.isCompletionEnabled) {
      return this._tabComplete(previousKey?.name === 'tab');
    }
    if (typeof s === 'string' && s) insertText(this, s);
    return undefined;
  },
};

module.exports = { methods };
