'use strict';
// The public names of readline/promises.
require('./_describe')('readline-promises', require('readline/promises'));
