'use strict';
console.log(new String('abc'), new Number(-0), new Boolean(false), Object(Symbol('q')), Object(5n), new Date(0), new Date(NaN), /re/gi, Object.assign(/x/, { y: 1 }), Object.assign(() => {}, { p: 1 }));
console.log((function () { return arguments; })(1, 2), globalThis === global, process.versions.node, new Proxy({ a: 1 }, {}), new Proxy(function f() {}, {}));
