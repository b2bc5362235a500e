// 0, 1, negative, NaN and missing delays are all one millisecond.
'use strict';
setTimeout(() => console.log('one'), 1);
setTimeout(() => console.log('zero'), 0);
setTimeout(() => console.log('minus'), -5);
setTimeout(() => console.log('nan'), NaN);
setTimeout(() => console.log('none'));
setTimeout(() => console.log('string'), '1');
