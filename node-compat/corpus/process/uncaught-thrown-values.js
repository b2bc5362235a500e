'use strict';
process.on('exit', (c) => console.log('exit', c));
throw { not: 'an error', nested: { a: 1 } };
