'use strict';
// The public names of path/win32.
require('./_describe')('path-win32', require('path/win32'));
