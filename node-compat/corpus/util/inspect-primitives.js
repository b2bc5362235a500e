'use strict';
console.log([1, -0, 1.5, NaN, Infinity, 10n, 'a\'b', "x\ny", `\``, true, null, undefined, Symbol('s'), Symbol.iterator, Symbol('')]);
console.log('%s %d %i %f %j %o %O %c %%', 'a', 1.5, 2.9, '3.1', { a: 1 }, [1], { b: { c: {} } }, 'css', 'extra', { d: 1 });
