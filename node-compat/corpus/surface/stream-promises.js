'use strict';
// The public names of stream/promises.
require('./_describe')('stream-promises', require('stream/promises'));
