// all, allSettled, race and any settle in a fixed order relative to each other.
'use strict';
const slow = () => new Promise((r) => setTimeout(r, 5, 'slow'));
Promise.all([1, slow()]).then((v) => console.log('all', v));
Promise.race([slow(), Promise.resolve('fast')]).then((v) => console.log('race', v));
Promise.any([Promise.reject(new Error('no')), slow()]).then((v) => console.log('any', v));
Promise.allSettled([slow(), Promise.reject(new Error('x'))]).then((v) => console.log('allSettled', v.map((e) => e.status)));
