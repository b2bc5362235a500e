'use strict';
console.log(Promise.resolve(1), new Promise(() => {}), (() => { const p = Promise.reject(new Error('x').message); p.catch(() => {}); return p; })(), (async () => {})(), (function* g() {})(), (async function* () {})());
