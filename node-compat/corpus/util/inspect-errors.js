'use strict';
const strip = (e) => { e.stack = e.stack.split('\n')[0]; return e; };
console.log(strip(new Error('a')), strip(new TypeError('b')), [strip(new Error('c'))], { e: strip(new RangeError('d')) });
console.log(strip(Object.assign(new Error('with props'), { code: 'X', errno: -1 })), strip(new Error('cause', { cause: strip(new Error('inner')) })), strip(new AggregateError([strip(new Error('x'))], 'agg')));
class MyError extends Error { get name() { return 'Custom'; } }
console.log(strip(new MyError('m')), Object.assign(strip(new Error('n')), { name: 'Renamed' }), strip(new DOMException('msg', 'AbortError')).name);
