// Immediates that queue immediates do not starve I/O.
'use strict';
const fs = require('fs');
let done = false, turns = 0;
fs.stat(__filename, () => { done = true; console.log('io'); });
(function turn() { turns++; if (!done) setImmediate(turn); else console.log('stopped', turns > 1); })();
