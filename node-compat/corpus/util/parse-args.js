'use strict';
const { parseArgs } = require('util');
const run = (c) => { try { console.log(parseArgs(c)); } catch (e) { console.log(e.code, e.message); } };
run({ args: ['-f', '--bar', 'b', 'pos'], options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } }, allowPositionals: true });
run({ args: ['--nope'] }); run({ args: ['pos'] }); run({ args: ['--bar'], options: { bar: { type: 'string' } } }); run({ args: ['--no-color', '--x=1'], strict: false });
run({ args: ['--a', '1', '--a=2', '--', '-b'], options: { a: { type: 'string', multiple: true } }, allowPositionals: true, tokens: true });
run({ args: ['-abc'], options: { a: { type: 'boolean', short: 'a' }, b: { type: 'boolean', short: 'b' }, c: { type: 'string', short: 'c' } } }); run({ args: ['--no-a'], options: { a: { type: 'boolean' } }, allowNegative: true }); run({ args: [], options: { d: { type: 'string', default: 'x' } } }); run({ options: { a: { type: 'nope' } } });
