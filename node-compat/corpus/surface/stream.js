'use strict';
// The public names of stream.
require('./_describe')('stream', require('stream'));
