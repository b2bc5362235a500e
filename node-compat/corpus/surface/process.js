'use strict';
// The public names of process.
require('./_describe')('process', require('process'));
