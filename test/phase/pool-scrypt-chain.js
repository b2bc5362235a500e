// Pool jobs started one inside the other complete in that order.
'use strict';
const crypto = require('crypto');
crypto.scrypt('p', 's', 16, { N: 16 }, (e, k) => {
  console.log('scrypt', k.length);
  crypto.pbkdf2('p', 's', 1, 8, 'sha1', () => {
    console.log('pbkdf2');
    crypto.randomBytes(4, () => console.log('randomBytes'));
  });
});
