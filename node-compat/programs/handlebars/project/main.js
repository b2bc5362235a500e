'use strict';
const H = require('handlebars');
H.registerHelper('up', (s) => s.toUpperCase()); H.registerPartial('p', '[{{x}}]');
const t = H.compile('{{#each list}}{{@index}}:{{up name}}{{#if last}}!{{else}},{{/if}}{{> p x=name}}{{/each}} {{{raw}}} {{esc}}');
console.log(t({ list: [{ name: 'a' }, { name: 'b', last: true }], raw: '<b>', esc: '<i>&' }), H.precompile('{{a}}').length > 50);
try { H.compile('{{#if}}')({}); } catch (e) { console.log(e.message); }
