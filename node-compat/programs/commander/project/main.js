'use strict';
const { Command, Option, InvalidArgumentError } = require('commander');
const program = new Command();
program.name('tool').description('a tool').version('1.2.3');
program.command('build').argument('<source>', 'what').option('-o, --out <dir>', 'where', 'dist')
  .addOption(new Option('-l, --level <n>', 'how much').argParser((v) => { if (isNaN(v)) throw new InvalidArgumentError('Not a number.'); return Number(v); }))
  .action((source, options) => console.log('build', source, options));
program.parse();
