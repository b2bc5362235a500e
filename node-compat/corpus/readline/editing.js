'use strict';
// Keys of the line editor: the line, the cursor and what the terminal gets after each.
const readline = require('readline');
const { PassThrough } = require('stream');

class Terminal extends PassThrough {
  isTTY = true;
  columns = 20;
  written = '';

  constructor() {
    super();
    this.on('data', (chunk) => { this.written += chunk; });
  }

  take() {
    const { written } = this;
    this.written = '';
    return written;
  }
}

const kUp = '\x1b[A', kDown = '\x1b[B', kRight = '\x1b[C', kLeft = '\x1b[D', kHome = '\x1b[H', kEnd = '\x1b[F';
const kDelete = '\x1b[3~', kBackspace = '\x7f', kWordLeft = '\x1b[1;5D', kWordRight = '\x1b[1;5C', kAltD = '\x1bd';
const kCtrl = (letter) => String.fromCharCode(letter.charCodeAt(0) - 96);

const scenes = {
  basic: ['abc', kLeft, 'X', kHome, 'Y', kEnd, 'Z', kBackspace, '\r'],
  words: ['foo bar  baz.qux', kWordLeft, kWordLeft, '\x1bb', kWordRight, '\x1bf', kCtrl('w'), kAltD, '\x1b\x7f'],
  kill: ['hello world', kWordLeft, kCtrl('k'), kCtrl('y'), kCtrl('u'), kCtrl('y'), kCtrl('y'), '\x1by'],
  undo: ['abc', '\x1f', '\x1f', '\x1e', 'd', kBackspace, '\x1f', '\x1f', '\x1e'],
  control: ['abcd', kCtrl('a'), kCtrl('f'), kCtrl('f'), kCtrl('b'), kCtrl('e'), kCtrl('h'), kCtrl('t'), kCtrl('l'), kDelete],
  history: ['one\r', 'two\r', 'three\r', kUp, kUp, kUp, kUp, kDown, kDown, kDown, kDown],
  historySearch: ['one\r', 'two\r', 'tw', kUp, kCtrl('p'), kCtrl('n')],
  wrapping: ['abcdefghijklmnopqrstuvwxyz', kHome, kRight, kEnd, kLeft, 'INS', kCtrl('u')],
  wide: ['\u4f60\u597d\u4e16', kLeft, 'a', kBackspace, kEnd, '\u{1f600}', kLeft, kRight, kBackspace],
  lineEnds: ['a\r\nb\rc\nd\n\r', 'e\r', '\nf'],
  endOfInput: ['x', kCtrl('d'), kLeft, kCtrl('d'), kCtrl('d')],
  interrupt: ['abc', kCtrl('c')],
  unknown: ['\x1bOP', '\x1b[5~', '\x1b[1;3A', '\x1b[200~hi\x1b[201~', '\x1b[99;9q', '\0'],
};

const turns = async (count) => { while (count-- > 0) await new Promise(setImmediate); };

(async () => {
  for (const [name, keys] of Object.entries(scenes)) {
    const input = new PassThrough();
    const output = new Terminal();
    const rl = readline.createInterface({ input, output, prompt: '$ ', historySize: 3, removeHistoryDuplicates: true });
    rl.on('line', (line) => console.log(name, 'line', JSON.stringify(line)));
    rl.on('SIGINT', () => console.log(name, 'SIGINT'));
    rl.on('close', () => console.log(name, 'close'));
    rl.prompt();
    for (const key of keys) {
      input.write(key);
      await turns(3);
      console.log(name, JSON.stringify([key, rl.line, rl.cursor, output.take(), rl.getCursorPos()]));
    }
    console.log(name, rl.history.join());
    rl.close();
  }
})();
