'use strict';
// The public names of module.
require('./_describe')('module', require('module'));
