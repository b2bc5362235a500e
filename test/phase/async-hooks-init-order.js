// executionAsyncId of nested ticks grows; triggerAsyncId names the parent.
'use strict';
const { executionAsyncId, triggerAsyncId, createHook } = require('async_hooks');
createHook({}).enable();
const main = executionAsyncId();
process.nextTick(() => {
  const outer = executionAsyncId();
  console.log('tick', triggerAsyncId() === main, outer > main);
  setImmediate(() => console.log('immediate', triggerAsyncId() === outer, executionAsyncId() > outer));
});
