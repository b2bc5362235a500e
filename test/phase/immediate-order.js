// Immediates run in the order in which they were queued, with their arguments.
'use strict';
for (let i = 0; i < 4; i++) setImmediate((a) => console.log('immediate', a), i);
