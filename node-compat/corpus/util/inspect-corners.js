'use strict';
// What getters throw or give, custom results that are no text, names of errors that are no text, buffers of typed arrays at
// the depth limit, columns of lists that are cut off.
const { inspect } = require('util');

class Mine extends Error {}
for (const name of [5, true, {}, 'Renamed', '']) {
  for (const stack of ['5: m', 'Error: m', '']) console.log(inspect(Object.assign(new Mine('m'), { name, stack })));
}
const accessors = {
  get fn() { return () => 1; }, get thrown() { throw { x: { y: {} } }; }, get number() { return 5; }, get list() { return [1]; },
};
for (const depth of [0, 1, 2]) console.log(inspect(accessors, { getters: true, depth }), inspect([accessors], { getters: true, depth }));
for (const result of [5, 's', undefined, true, 1n, () => 1, [{ a: { b: { c: 1 } } }]]) {
  console.log(inspect({ q: { [inspect.custom]: () => result } }, { colors: true }));
}
for (const depth of [0, 1]) console.log(inspect({ a: new Uint8Array(2), b: new DataView(new ArrayBuffer(1)) }, { showHidden: true, depth }));
for (const length of [101, 114, 127]) {
  for (const maxArrayLength of [100, 10, 20]) {
    console.log(inspect([[Array.from({ length }, (_, i) => (i * 7919 % 13 < 6 ? i : String(i)))]], { maxArrayLength }));
  }
}
