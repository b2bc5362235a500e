'use strict';
// The public names of punycode.
require('./_describe')('punycode', require('punycode'));
