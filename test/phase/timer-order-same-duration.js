// Timers of one duration fire in the order in which they were made.
'use strict';
for (let i = 0; i < 5; i++) setTimeout((n) => console.log('timer', n), 2, i);
