// And inside of a readFile callback? There setImmediate is always first.
'use strict';
require('fs').readFile(__filename, () => {
  setTimeout(() => console.log('setTimeout'), 0);
  setImmediate(() => console.log('setImmediate'));
});
