'use strict';
const chalk = require('chalk'); const debug = require('debug'); const Table = require('cli-table3'); const strip = require('strip-ansi');
console.log(JSON.stringify(new chalk.Instance({ level: 3 }).hex('#ff8800').bold('x')), chalk.level, chalk.red('plain?'), strip('\u001b[31mred\u001b[0m')); debug.enable('app:*'); debug.log = console.log.bind(console); debug('app:x')('message %o', { a: 1 }); debug('other')('no');
const t = new Table({ head: ['a', 'b'], style: { head: [], border: [] } }); t.push(['1', 'two'], [{ colSpan: 2, content: 'wide' }]); console.log(t.toString()); const spinner = require('ora')({ text: 'spin', stream: process.stdout, isEnabled: false }).start(); spinner.succeed('done');
import('chalk5').then((m) => console.log(typeof m.default.green));
