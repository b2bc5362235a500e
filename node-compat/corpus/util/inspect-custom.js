'use strict';
const util = require('util');
class A { [util.inspect.custom](depth, options, inspect) { return `A<${depth} ${typeof options.stylize} ${inspect === util.inspect}>`; } }
console.log(new A(), { a: new A() }, [[new A()]], util.inspect({ x: { [util.inspect.custom]: () => ({ replaced: 1 }) } }));
class B { get [Symbol.toStringTag]() { return 'Tagged'; } } console.log(new B(), Object.create(null, { [Symbol.toStringTag]: { value: 'N' } }));
