'use strict';
// The public names of net.
require('./_describe')('net', require('net'));
