'use strict';
// The public names of fs.
require('./_describe')('fs', require('fs'));
