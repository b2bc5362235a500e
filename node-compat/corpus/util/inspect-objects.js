'use strict';
console.log({ a: 1, 'b-c': 2, [Symbol('d')]: 3, get e() { return 1; }, set f(v) {}, get g() { return 1; }, set g(v) {} });
console.log({ a: { b: { c: { d: 1 } } } }, [[[[1]]]], Object.create(null), Object.create({ x: 1 }), new (class Foo { constructor() { this.x = 1; } })(), new (class extends Map {})());
console.log({ f() {}, g: () => {}, h: class A {}, i: class extends Array {}, j: async () => {}, k: function* () {}, l: async function* z() {} });
