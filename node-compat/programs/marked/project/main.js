'use strict';
const { marked } = require('marked');
console.log(marked.parse('# Hi *there*\n\n- a\n- [x] b\n  1. c\n\n| a | b |\n|--|:-:|\n| 1 | `x` |\n\n```js\nlet a = "<b>";\n```\n> q\n\n![i](u "t") <https://a.b> **b~~s~~**\n\nhard  \nbreak &amp; \\*'));
console.log(JSON.stringify(marked.lexer('a **b**')).length);
