// Timers fire by expiry, whatever the order in which they were made.
'use strict';
setTimeout(() => console.log('30'), 30);
setTimeout(() => console.log('1'), 1);
setTimeout(() => console.log('15'), 15);
