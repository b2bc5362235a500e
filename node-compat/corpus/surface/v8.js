'use strict';
// The public names of v8.
require('./_describe')('v8', require('v8'));
