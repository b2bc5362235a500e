'use strict';
// The public names of buffer.
require('./_describe')('buffer', require('buffer'));
