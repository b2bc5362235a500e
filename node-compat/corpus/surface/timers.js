'use strict';
// The public names of timers.
require('./_describe')('timers', require('timers'));
