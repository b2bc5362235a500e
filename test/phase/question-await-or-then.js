// Does await take longer than then()? One job each, in the order in which they were queued.
'use strict';
async function first() { console.log('first begins'); await second(); console.log('first goes on'); }
async function second() { console.log('second'); }
first();
Promise.resolve().then(() => console.log('then 1')).then(() => console.log('then 2'));
console.log('main ends');
