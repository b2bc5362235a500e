'use strict';
// The public names of tls.
require('./_describe')('tls', require('tls'));
