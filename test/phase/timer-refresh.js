// refresh() moves a timer behind one that would have come later.
'use strict';
const a = setTimeout(() => console.log('a'), 20);
setTimeout(() => console.log('b'), 25);
setTimeout(() => { a.refresh(); console.log('refreshed'); }, 12);
