'use strict';
const ejs = require('ejs'); const fs = require('fs');
fs.writeFileSync('part.ejs', '<li><%= item %></li>'); fs.writeFileSync('page.ejs', '<ul><% for (const i of items) { -%>\n<%- include("part", { item: i }) %>\n<% } -%></ul>');
ejs.renderFile('page.ejs', { items: ['<a>', 'b'] }, (e, s) => console.log(e, s));
try { ejs.render('<% nope( %>', {}); } catch (e) { console.log(e.name); } try { ejs.render('line\n<%= missing %>', {}, { filename: 'f.ejs' }); } catch (e) { console.log(e.message); }
