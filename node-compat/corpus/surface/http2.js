'use strict';
// The public names of http2.
require('./_describe')('http2', require('http2'));
