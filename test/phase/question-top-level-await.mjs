// What runs while a module waits at a top-level await? Everything else that is due.
console.log('module begins');
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('nextTick'));
await null;
console.log('after await null');
await new Promise((resolve) => setTimeout(resolve, 100));
console.log('after 100 ms');
process.nextTick(() => console.log('nextTick, after the promise'));
Promise.resolve().then(() => console.log('promise'));
