'use strict';
// The public names of crypto.
require('./_describe')('crypto', require('crypto'));
