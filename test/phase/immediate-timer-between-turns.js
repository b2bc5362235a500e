// A timer that is due runs between an immediate and the immediate it queued.
'use strict';
setImmediate(() => {
  setTimeout(() => console.log('timer'), 1);
  const end = Date.now() + 30; while (Date.now() < end);
  setImmediate(() => console.log('immediate of the next turn'));
  console.log('immediate');
});
