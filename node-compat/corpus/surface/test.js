'use strict';
// The public names of node:test.
require('./_describe')('test', require('node:test'));
