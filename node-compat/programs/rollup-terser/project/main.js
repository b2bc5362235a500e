'use strict';
const { minify } = require('terser'); const acorn = require('acorn'); const esprima = require('esprima');
minify({ 'a.js': 'function longName(first, second) { const unused = 1; if (first === true) { return second + 1; } else { return second - 1; } } console.log(longName(true, 2));' }, { toplevel: true, sourceMap: true }).then((r) => console.log(r.code, r.map));
console.log(JSON.stringify(acorn.parse('async (a = 1) => { await a?.b }', { ecmaVersion: 2022 })).length, esprima.tokenize('var a = /x/g;').length); try { acorn.parse('a b', { ecmaVersion: 2020 }); } catch (e) { console.log(e.message, e.loc); }
