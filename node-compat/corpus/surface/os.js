'use strict';
// The public names of os.
require('./_describe')('os', require('os'));
