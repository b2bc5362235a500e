'use strict';
// The public names of fs, without two methods of Dir that Node's own code calls.
require('./_describe')('fs', require('fs'), 1, ['fs.Dir.prototype.processReadResult', 'fs.Dir.prototype.readSyncRecursive']);
