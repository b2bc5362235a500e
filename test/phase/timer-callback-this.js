// `this` in a timer callback is the Timeout, in an immediate the Immediate.
'use strict';
setTimeout(function () { console.log(this.constructor.name, this.hasRef()); }, 1);
setImmediate(function () { console.log(this.constructor.name); });
