// Modules run once, at their first require; cycles see the unfinished exports.
'use strict';
const Module = require('module');
const m = new Module('virtual', module);
m.filename = '/virtual.js'; m.paths = module.paths;
console.log('before');
m._compile('console.log("in module"); process.nextTick(() => console.log("tick of module")); exports.a = 1;', '/virtual.js');
console.log('after', m.exports.a);
