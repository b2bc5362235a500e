'use strict';
const workerpool = require('workerpool');

workerpool.worker({
  add: (a, b) => a + b,
  fails() { throw Object.assign(new RangeError('bad'), { code: 'E_BAD' }); },
  speaks() {
    workerpool.workerEmit({ part: 1 });
    return 'spoken';
  },
  forever() { for (;;); },
});
