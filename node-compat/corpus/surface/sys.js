'use strict';
// The public names of sys.
require('./_describe')('sys', require('sys'));
