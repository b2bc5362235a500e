// An async function runs synchronously up to its first await.
'use strict';
async function f(name) {
  console.log(name, 'start');
  await null;
  console.log(name, 'after await 1');
  await undefined;
  console.log(name, 'after await 2');
}
f('a'); f('b');
process.nextTick(() => console.log('tick'));
console.log('sync end');
