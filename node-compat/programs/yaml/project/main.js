'use strict';
const yaml = require('js-yaml'); const ini = require('ini'); const toml = require('toml'); const { parse } = require('csv-parse/sync');
console.log(yaml.load('a: &x [1, 2]\nb: *x\nc: |\n  text\n  more\nd: 2020-01-01\ne: !!binary aGk='), yaml.dump({ a: [1, { b: null }], s: 'multi\nline', d: new Date(0) })); try { yaml.load('a: [1'); } catch (e) { console.log(e.message); }
console.log(ini.parse('a=1\n[s.t]\nb[]=x\nb[]=y'), ini.stringify({ a: 1, s: { b: 'c' } }), toml.parse('[a]\nb = 1979-05-27T07:32:00Z\nc = [1, 2]'), parse('x,y\n"a, b",2\n', { columns: true }));
