'use strict';
// Messages go there and back; 'advanced' keeps Maps and typed arrays.
const assert = require('assert');
const { fork } = require('child_process');

if (process.argv[2] === 'child') {
  process.on('message', (message) => process.send(message, () => process.disconnect()));
} else {
  const cases = { json: { a: [1, '\u00e9'] }, advanced: new Map([[1, Buffer.from('x')]]) };
  let left = 2;
  for (const serialization of Object.keys(cases)) {
    const child = fork(__filename, ['child'], { serialization });
    child.on('message', (message) => {
      assert.deepStrictEqual(message, cases[serialization]);
      left--;
    });
    child.send(cases[serialization]);
  }
  process.on('exit', () => assert.strictEqual(left, 0));
}
