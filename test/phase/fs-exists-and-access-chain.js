// Promised fs calls awaited in sequence keep their sequence.
'use strict';
const fs = require('fs/promises');
(async () => {
  console.log('start');
  await fs.access(__filename);
  console.log('access');
  const h = await fs.open(__filename);
  console.log('open');
  await h.close();
  console.log('close');
})().then(() => console.log('done'));
console.log('sync');
