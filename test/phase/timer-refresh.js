// refresh() moves a timer behind one that would have come later.
'use strict';
console.log('start');       // the first line printed is slow: not inside of what is timed
const a = setTimeout(() => console.log('a'), 200);
setTimeout(() => console.log('b'), 250);
setTimeout(() => { a.refresh(); console.log('refreshed'); }, 120);
