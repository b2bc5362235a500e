'use strict';
// The public names of dgram.
require('./_describe')('dgram', require('dgram'));
