// Is the function given to new Promise() asynchronous? It is called at once; only then() is later.
'use strict';
console.log('before');
new Promise((resolve) => { console.log('executor'); resolve('value'); console.log('after resolve'); })
  .then((value) => console.log('then', value));
console.log('main ends');
