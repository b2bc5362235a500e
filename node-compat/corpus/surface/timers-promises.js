'use strict';
// The public names of timers/promises.
require('./_describe')('timers-promises', require('timers/promises'));
