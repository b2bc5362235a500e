'use strict';
// The public names of vm. Node's Script inherits createCachedData() from a class of its own that programs do not see.
require('./_describe')('vm', require('vm'), 1, ['vm.Script.prototype.createCachedData']);
