// An unref'd timer that is due runs while something else holds the process.
'use strict';
setTimeout(() => console.log('unrefd'), 2).unref();
setTimeout(() => console.log('holder'), 20);
