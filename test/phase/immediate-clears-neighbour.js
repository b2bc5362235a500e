// An immediate may clear one that would have run in the same turn.
'use strict';
setImmediate(() => { console.log('a'); clearImmediate(b); });
const b = setImmediate(() => console.log('b must not run'));
setImmediate(() => console.log('c'));
