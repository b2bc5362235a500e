// In which order do timers fire whose delays are set backwards, and is 0 before 1?
'use strict';
setTimeout(() => console.log('40'), 40);
setTimeout(() => console.log('20'), 20);
setTimeout(() => console.log('1'), 1);
setTimeout(() => console.log('0, which is 1'), 0);
