'use strict';
// Long stacks name the frames of a recursion once; frames that the cause has too are left out.
const assert = require('assert');
const { inspect } = require('util');

function withFrames(letters) {
  const error = new Error('x');
  error.stack = `Error: x\n${[...letters].map((letter) => `    at ${letter} (f.js:1:1)`).join('\n')}`;
  return error;
}
function shown(error) {
  return inspect(error).split('\n').slice(1).map((line) => /^ {4}at (\w)/.exec(line)?.[1] ?? line.trim());
}
assert.deepStrictEqual(shown(withFrames('xabababababy')),
                       ['x', 'a', 'b', '... collapsed 8 duplicate lines matching above 2 lines 4 times...', 'y']);
assert.deepStrictEqual(shown(withFrames('aaaaaaaaaa')), [...'aaaaaaaaaa']);
const error = withFrames('abcdefg');
error.cause = withFrames('xbcdefg');
assert.deepStrictEqual(shown(error).slice(0, 3), ['a', 'b', '... 4 lines matching cause stack trace ...']);
