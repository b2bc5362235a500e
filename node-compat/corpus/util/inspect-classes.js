'use strict';
class A { static s = 1; #p = 2; q = 3; } class B extends A {} class C extends null {}
console.log(A, B, C, new A(), new B(), [A], { B }, Object.setPrototypeOf({ z: 1 }, null), Object.create(A.prototype), Object.create(new B()));
const anon = (() => class {})(); console.log(anon, new anon(), Object.setPrototypeOf(() => {}, null), class { static name = 'x'; });
