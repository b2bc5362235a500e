// `this` in a timer callback is the Timeout, in an immediate the Immediate.
'use strict';
setTimeout(function () {
  console.log(this.constructor.name, this.hasRef());
  setImmediate(function () { console.log(this.constructor.name); });
}, 1);
