'use strict';
// The public names of util.
require('./_describe')('util', require('util'));
