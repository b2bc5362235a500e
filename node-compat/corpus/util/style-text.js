'use strict';
const util = require('util');
console.log(JSON.stringify(util.styleText('red', 'x', { validateStream: false })), JSON.stringify(util.styleText(['bold', 'underline'], 'y', { validateStream: false })), util.stripVTControlCharacters('\u001b[31mz\u001b[39m'));
try { util.styleText('nope', 'x'); } catch (e) { console.log(e.code, e.message.slice(0, 60)); }
console.log(Object.keys(util.inspect.colors).length > 40, util.inspect.styles.number, util.toUSVString('a\ud800'));
