'use strict';
// The public names of zlib.
require('./_describe')('zlib', require('zlib'));
