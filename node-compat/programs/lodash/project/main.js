'use strict';
const _ = require('lodash');
console.log(_.chunk([1, 2, 3, 4, 5], 2), _.groupBy([6.1, 4.2, 6.3], Math.floor), _.merge({ a: [1, { b: 2 }] }, { a: [3, { c: 4 }] }));
console.log(_.cloneDeep(new Map([[{ k: 1 }, new Set([1])]])), _.template('<% for (const x of xs) { %>[<%- x %>]<% } %>')({ xs: ['<', 'b'] }));
console.log(_(_.range(10)).filter((n) => n % 2).map((n) => n * n).sum(), _.camelCase('Foo bar-baz'), _.isEqual({ a: [1, 2] }, { a: [1, 2] }), _.get({ a: [{ b: 3 }] }, 'a[0].b'), _.words('fred, barney & p\u00e9b'));
const f = _.debounce((x) => console.log('debounced', x), 10); f(1); f(2);
console.log(_.runInContext !== undefined, _.VERSION);
