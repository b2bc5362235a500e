'use strict';

// emitKeypressEvents: turns a terminal's input into 'keypress' events.
// Callers: the line editor, the public readline module.
// Rules: an escape sequence may be cut between chunks; a lone ESC becomes a key of its own after `escapeCodeTimeout` ms;
// parsing runs only while somebody listens for 'keypress'.

const { StringDecoder } = require('string_decoder');

const kDecoder = Symbol('keypress-decoder');
const kParser = Symbol('keypress-parser');
const ESC = '\x1b';
const DEFAULT_TIMEOUT = 500;

// Terminals name their keys in several ways: xterm and gnome, rxvt (small letters, $ and ^), putty, the Linux console.
const keyNames = { __proto__: null };
const shiftCodes = new Set();
const ctrlCodes = new Set();

function nameAll(names, codes) {
  codes.forEach((code, i) => {
    keyNames[code] = names[i];
  });
}

const arrows = ['up', 'down', 'right', 'left', 'clear', 'end', 'home'];
const arrowLetters = ['A', 'B', 'C', 'D', 'E', 'F', 'H'];
nameAll(arrows, arrowLetters.map((letter) => `[${letter}`));
nameAll(arrows, arrowLetters.map((letter) => `O${letter}`));
nameAll(['f1', 'f2', 'f3', 'f4'], ['OP', 'OQ', 'OR', 'OS']);
nameAll(['f1', 'f2', 'f3', 'f4'], ['[P', '[Q', '[R', '[S']);
nameAll(['f1', 'f2', 'f3', 'f4', 'f5'], ['[[A', '[[B', '[[C', '[[D', '[[E']);
const functionNumbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
functionNumbers.forEach((number, i) => {
  keyNames[`[${number}~`] = `f${i + 1}`;
});
const editKeys = { 1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end' };
for (const number of Object.keys(editKeys)) {
  keyNames[`[${number}~`] = editKeys[number];
  if (number === '1' || number === '4') continue;
  keyNames[`[${number}$`] = editKeys[number];
  keyNames[`[${number}^`] = editKeys[number];
  shiftCodes.add(`[${number}$`);
  ctrlCodes.add(`[${number}^`);
}
nameAll(['pageup', 'pagedown'], ['[[5~', '[[6~']);
nameAll(['paste-start', 'paste-end'], ['[200~', '[201~']);
['a', 'b', 'c', 'd', 'e'].forEach((letter, i) => {
  keyNames[`[${letter}`] = arrows[i];
  keyNames[`O${letter}`] = arrows[i];
  shiftCodes.add(`[${letter}`);
  ctrlCodes.add(`O${letter}`);
});
keyNames['[Z'] = 'tab';
shiftCodes.add('[Z');

// What may still become a longer sequence.
// eslint-disable-next-line no-control-regex
const incomplete = /^\x1b{1,2}(?:O\d?|\[\[?\d?|\[\d{1,3}|\[\[?\d{0,3};\d?)?$/;
// eslint-disable-next-line no-control-regex
const wholeSequence = /^\x1b{1,2}(?:(O)(\d?)([^])|(\[\[?)(?:(\d{1,3})(?:;(\d))?)?([~^$a-zA-Z]))$/;

function newKey(sequence) {
  return { sequence, name: undefined, ctrl: false, meta: false, shift: false };
}

/** A key that came as an escape sequence. */
function keyOfSequence(sequence, match) {
  const key = newKey(sequence);
  let code;
  let modifier = 0;
  if (match[1] !== undefined) {
    code = `O${match[3]}`;
    modifier = match[2] ? Number(match[2]) - 1 : 0;
  } else if (match[7] === '~' || match[7] === '^' || match[7] === '$') {
    code = `${match[4]}${match[5] ?? ''}${match[7]}`;
    modifier = match[6] ? Number(match[6]) - 1 : 0;
  } else if (match[5]?.length > 1) {
    // No key: a colour or the like, sent by a program.
    code = sequence.slice(sequence.lastIndexOf(ESC) + 1);
  } else {
    // A key's number is a modifier: `[1;5A`, and `[5A` of old terminals.
    code = `${match[4]}${match[7]}`;
    const given = match[6] ?? match[5];
    modifier = given ? Number(given) - 1 : 0;
  }
  key.ctrl = (modifier & 4) !== 0 || ctrlCodes.has(code);
  key.meta = (modifier & 10) !== 0;
  key.shift = (modifier & 1) !== 0 || shiftCodes.has(code);
  key.code = code;
  key.name = keyNames[code] ?? 'undefined';
  return key;
}

const plainNames = {
  '__proto__': null, '\r': 'return', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\x7f': 'backspace', ' ': 'space',
};

/** A key that came as one character, perhaps after ESC (`escaped`), which stands for meta. */
function keyOfChar(char, escaped, sequence) {
  const key = newKey(sequence);
  const plain = plainNames[char];
  if (plain !== undefined) {
    key.name = plain;
    key.meta = escaped;
  } else if (char === ESC) {
    key.name = 'escape';
    key.meta = escaped;
  } else if (!escaped && char <= '\x1a') {
    key.name = String.fromCharCode(char.charCodeAt(0) + 96);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(char)) {
    key.name = char.toLowerCase();
    key.shift = /^[A-Z]$/.test(char);
    key.meta = escaped;
  } else if (escaped) {
    key.meta = true;
  }
  return key;
}

class KeyParser {
  pending = '';

  constructor(stream) {
    this.stream = stream;
  }

  feed(char) {
    if (this.pending === '') {
      if (char === ESC) this.pending = ESC;
      else this.emitChar(char, false, char);
      return;
    }
    this.pending += char;
    if (incomplete.test(this.pending)) return;
    const sequence = this.pending;
    this.pending = '';
    const match = wholeSequence.exec(sequence);
    if (match !== null) {
      this.stream.emit('keypress', undefined, keyOfSequence(sequence, match));
    } else {
      this.feedBroken(sequence);
    }
  }

  /** No terminal's sequence: ESC and a character are meta and that key; what follows are keys of their own. */
  feedBroken(sequence) {
    let escapes = 1;
    if (sequence[1] === ESC) escapes = 2;
    const rest = [...sequence.slice(escapes)];
    const first = rest.shift();
    const head = sequence.slice(0, escapes);
    if (first === undefined) {
      this.flushEscape(head);
      return;
    }
    if (first === '[' || first === 'O') {
      const key = newKey(sequence);
      key.code = sequence.slice(escapes);
      key.name = 'undefined';
      this.stream.emit('keypress', undefined, key);
      return;
    }
    this.emitChar(first, true, head + first);
    for (const char of rest) this.feed(char);
  }

  emitChar(char, escaped, sequence) {
    const key = keyOfChar(char, escaped, sequence);
    this.stream.emit('keypress', escaped ? undefined : char, key);
  }

  flushEscape(sequence) {
    const key = newKey(sequence);
    key.name = 'escape';
    key.meta = true;
    this.stream.emit('keypress', undefined, key);
  }

  /** The rest of a sequence did not come in time. */
  flush() {
    const sequence = this.pending;
    this.pending = '';
    if (sequence === '') return;
    if (sequence === ESC || sequence === ESC + ESC) this.flushEscape(sequence);
    else this.feedBroken(sequence);
  }
}

/**
 * Makes `stream` emit 'keypress' events as long as it has listeners for them.
 * @param {import('stream').Readable} stream
 * @param {{ escapeCodeTimeout?: number, isCompletionEnabled?: boolean }} [iface]
 */
function emitKeypressEvents(stream, iface = {}) {
  if (stream[kDecoder]) return;
  stream[kDecoder] = new StringDecoder('utf8');
  const parser = stream[kParser] = new KeyParser(stream);
  let timer;

  function onData(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = stream[kDecoder].write(input);
    if (!text) return;
    clearTimeout(timer);
    // A paste must not trigger completion: only the last key of a chunk may.
    let fed = 0;
    try {
      for (const char of text) {
        fed += char.length;
        iface.isCompletionEnabled = fed === text.length;
        parser.feed(char);
      }
    } finally {
      iface.isCompletionEnabled = true;
    }
    if (parser.pending !== '') {
      timer = setTimeout(() => parser.flush(), iface.escapeCodeTimeout ?? DEFAULT_TIMEOUT);
    }
  }
  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.removeListener('newListener', onNewListener);
    stream.on('data', onData);
  }
  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { emitKeypressEvents };
