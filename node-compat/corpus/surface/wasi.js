'use strict';
// The public names of wasi.
require('./_describe')('wasi', require('wasi'));
