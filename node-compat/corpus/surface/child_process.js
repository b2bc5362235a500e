'use strict';
// The public names of child_process.
require('./_describe')('child_process', require('child_process'));
