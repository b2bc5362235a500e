// ref() after unref() holds the process again; hasRef says so.
'use strict';
const t = setTimeout(() => console.log('ran'), 5);
console.log(t.hasRef()); t.unref(); console.log(t.hasRef()); t.ref(); console.log(t.hasRef());
process.on('exit', () => console.log('exit'));
