// fs.readFile from inside its own callback: immediates of each step run before the next step's callback.
'use strict';
const fs = require('fs');
let left = 3;
(function read() {
  fs.readFile(__filename, (error, data) => {
    console.log('read', data.length > 0, left);
    setImmediate((n) => console.log('immediate', n), left);
    if (--left) read();
  });
})();
