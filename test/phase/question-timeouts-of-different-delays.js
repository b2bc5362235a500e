// In which order do timers fire whose delays are set backwards, and is 0 before 1?
'use strict';
setTimeout(() => console.log('300'), 300);
setTimeout(() => console.log('100'), 100);
setTimeout(() => console.log('1'), 1);
setTimeout(() => console.log('0, which is 1'), 0);
