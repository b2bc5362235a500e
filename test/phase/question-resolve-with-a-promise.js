// Why does a promise resolved with a promise take three jobs?
'use strict';
new Promise((resolve) => resolve(Promise.resolve())).then(() => console.log('resolved with a promise'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4'));
