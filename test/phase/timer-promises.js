// timers/promises: setTimeout and setImmediate settle in the phase of their callback kin.
'use strict';
const { setTimeout: sleep, setImmediate: turn } = require('timers/promises');
(async () => {
  console.log(await turn('immediate'));
  console.log(await sleep(1, 'slept'));
  console.log(await turn('immediate again'));
})();
setImmediate(() => console.log('plain immediate'));
