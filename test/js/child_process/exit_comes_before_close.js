'use strict';
// 'spawn', the output, 'exit' and 'close', in this order; the exit code goes to both.
const assert = require('assert');
const { spawn } = require('child_process');

const events = [];
const child = spawn('sh', ['-c', 'read line; echo "got $line"; exit 7']);
child.on('spawn', () => events.push('spawn'));
child.stdout.setEncoding('utf8').on('data', (text) => assert.strictEqual(text, 'got input\n'));
child.on('exit', (code, signal) => events.push(`exit ${code} ${signal}`));
child.on('close', (code, signal) => events.push(`close ${code} ${signal}`));
child.stdin.end('input\n');
process.on('exit', () => assert.deepStrictEqual(events, ['spawn', 'exit 7 null', 'close 7 null']));
