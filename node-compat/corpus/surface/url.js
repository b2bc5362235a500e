'use strict';
// The public names of url.
require('./_describe')('url', require('url'));
