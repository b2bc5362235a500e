'use strict';
const util = require('util');
const d = util.deprecate(() => 1, 'old thing', 'DEP9999'); console.log(d(), d());
function A() {} function B() {} util.inherits(A, B); console.log(A.super_ === B, new A() instanceof B);
for (const a of [[1, B], [A, 1], [A, {}]]) { try { util.inherits(...a); } catch (e) { console.log(e.code, e.message); } }
