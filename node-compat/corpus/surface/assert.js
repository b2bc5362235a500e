'use strict';
// The public names of assert.
require('./_describe')('assert', require('assert'));
