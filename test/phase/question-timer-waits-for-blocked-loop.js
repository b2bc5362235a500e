// Why is setTimeout late? Its time is the least: the loop looks when the code that runs has ended.
'use strict';
setTimeout(() => console.log('10 ms'), 10);
setImmediate(() => console.log('immediate'));
for (const start = Date.now(); Date.now() - start < 80;);
process.nextTick(() => console.log('tick'));
console.log('80 ms of work are done');
