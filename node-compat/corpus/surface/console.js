'use strict';
// The public names of console.
require('./_describe')('console', require('console'));
