// A timer may clear another one that is due in the same turn.
'use strict';
const a = setTimeout(() => { console.log('a'); clearTimeout(b); }, 1);
const b = setTimeout(() => console.log('b must not run'), 1);
const c = setTimeout(() => console.log('c'), 1);
