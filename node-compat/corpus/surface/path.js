'use strict';
// The public names of path.
require('./_describe')('path', require('path'));
