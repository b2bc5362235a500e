// abort() calls listeners at once, onabort in the order of its assignment.
'use strict';
const c = new AbortController();
c.signal.addEventListener('abort', () => console.log('listener 1'));
c.signal.onabort = () => console.log('onabort');
c.signal.addEventListener('abort', () => console.log('listener 2'), { once: true });
console.log('before'); c.abort(); console.log('after'); c.abort();
