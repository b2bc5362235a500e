'use strict';

// The history of the line editor. Caller: editor.js installs the methods.
// Rule: `history` has the newest line first; `historyIndex` is -1 while the user's own line is shown. Moving through it
// keeps to entries that start with what was typed before the first move.

const kSearch = Symbol('kSubstringSearch');

const methods = {
  /** Takes the line into the history. @returns {string} the line */
  _addHistory() {
    const { line } = this;
    if (line.length === 0) return '';
    if (this.historySize === 0 || !this.history) return line;
    if (line.trim().length === 0) return line;
    if (this.history.length === 0 || this.history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const at = this.history.indexOf(line);
        if (at !== -1) this.history.splice(at, 1);
      }
      this.history.unshift(line);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    // A listener may change the list (to hide a secret).
    const newest = this.history[0];
    this.emit('history', this.history);
    return newest;
  },

  _historyPrev() {
    if (this.historyIndex >= this.history.length || this.history.length === 0) return;
    const search = this[kSearch] || '';
    let index = this.historyIndex + 1;
    while (index < this.history.length && (!this.history[index].startsWith(search) || this.line === this.history[index])) {
      index++;
    }
    this._showEntry(index, index === this.history.length ? search : this.history[index]);
  },

  _historyNext() {
    if (this.historyIndex < 0) return;
    const search = this[kSearch] || '';
    let index = this.historyIndex - 1;
    while (index >= 0 && (!this.history[index].startsWith(search) || this.line === this.history[index])) index--;
    this._showEntry(index, index === -1 ? search : this.history[index]);
  },

  _showEntry(index, text) {
    this._beforeEdit(this.line, this.cursor);
    this.line = text;
    this.historyIndex = index;
    this.cursor = this.line.length;
    this._refreshLine();
  },

  /** Called before each key: what was typed so far is what history moves look for. */
  _trackSearch(key) {
    if ((key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift) {
      if (this[kSearch] === null || this[kSearch] === undefined) this[kSearch] = this.line.slice(0, this.cursor);
    } else if (this[kSearch] !== null && this[kSearch] !== undefined) {
      this[kSearch] = null;
      if (this.history.length === this.historyIndex) this.historyIndex = -1;
    }
  },
};

module.exports = { methods };
