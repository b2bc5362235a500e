'use strict';
// The public names of assert/strict.
require('./_describe')('assert-strict', require('assert/strict'));
