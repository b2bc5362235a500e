'use strict';
require('yargs/yargs')(process.argv.slice(2)).scriptName('tool').version('9.9.9')
  .command('serve [dir]', 'start', (y) => y.positional('dir', { default: '.' }).option('port', { type: 'number', demandOption: true }), (argv) => console.log(argv))
  .option('verbose', { alias: 'v', type: 'boolean' }).strict().demandCommand(1).wrap(80).parse();
