// Why is nextTick late in an ES module? The module itself runs in a promise job.
process.nextTick(() => console.log('nextTick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('queueMicrotask'));
setImmediate(() => console.log('setImmediate'));
console.log('module');
