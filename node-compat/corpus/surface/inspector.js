'use strict';
// The public names of inspector.
require('./_describe')('inspector', require('inspector'));
