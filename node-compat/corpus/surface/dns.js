'use strict';
// The public names of dns.
require('./_describe')('dns', require('dns'));
