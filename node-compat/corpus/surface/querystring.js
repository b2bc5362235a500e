'use strict';
// The public names of querystring.
require('./_describe')('querystring', require('querystring'));
