'use strict';
// The public names of http.
require('./_describe')('http', require('http'));
