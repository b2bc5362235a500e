// Returning a promise from an async function takes three microtasks, returning a value one.
'use strict';
(async () => Promise.resolve())().then(() => console.log('returned a promise'));
(async () => 1)().then(() => console.log('value')).then(() => console.log('value + 1'))
  .then(() => console.log('value + 2')).then(() => console.log('value + 3'));
