'use strict';
// The public names of dns/promises.
require('./_describe')('dns-promises', require('dns/promises'));
