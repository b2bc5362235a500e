'use strict';
console.log(new Map([['a', 1], [{ k: 1 }, new Set([1, [2]])]]), new Set(), new WeakMap(), new WeakSet(), new Map().entries(), new Set([1]).values(), [1, 2][Symbol.iterator](), new Map([[1, 2]]).keys());
console.log(Object.assign(new Map([[1, 2]]), { extra: true }), new Map(Array.from({ length: 5 }, (_, i) => ['key number ' + i, 'value number ' + i])));
