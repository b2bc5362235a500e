'use strict';
// The public names of vm.
require('./_describe')('vm', require('vm'));
