'use strict';
// The public names of async_hooks.
require('./_describe')('async_hooks', require('async_hooks'));
