// An error thrown by a pool callback is uncaught; a pool job started before still completes.
'use strict';
const crypto = require('crypto');
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
crypto.randomBytes(4, () => { crypto.randomBytes(4, () => console.log('second')); throw new Error('first'); });
