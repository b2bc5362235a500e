// An fs promise settles in the poll phase: the immediate queued before goes first, the one queued after comes next.
'use strict';
const fs = require('fs');
setImmediate(() => {
  fs.promises.stat(__filename).then(() => {
    console.log('stat');
    setImmediate(() => console.log('immediate after stat'));
    process.nextTick(() => console.log('tick after stat'));
  });
  setImmediate(() => console.log('immediate of the next turn'));
  const end = Date.now() + 100; while (Date.now() < end);   // the pool is done before the next poll
  console.log('immediate');
});
