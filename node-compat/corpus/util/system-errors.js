'use strict';
const util = require('util');
for (const n of [-2, -13, -98, -104, -9999]) { try { console.log(n, util.getSystemErrorName(n), util.getSystemErrorMessage(n)); } catch (e) { console.log(n, e.code); } }
console.log(util.getSystemErrorMap().get(-2)); for (const b of ['x', 1, 1.5, undefined]) { try { util.getSystemErrorName(b); } catch (e) { console.log(e.code, e.message); } }
