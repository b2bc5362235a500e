'use strict';
// The public names of fs/promises.
require('./_describe')('fs-promises', require('fs/promises'));
