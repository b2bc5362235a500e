'use strict';
// The public names of path/posix.
require('./_describe')('path-posix', require('path/posix'));
