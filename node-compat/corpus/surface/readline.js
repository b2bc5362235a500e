'use strict';
// The public names of readline.
require('./_describe')('readline', require('readline'));
