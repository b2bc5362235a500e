'use strict';
// The public names of domain.
require('./_describe')('domain', require('domain'));
