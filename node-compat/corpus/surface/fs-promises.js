'use strict';
// The public names of fs/promises. Node's opendir() declares a callback that it does not take.
require('./_describe')('fs-promises', require('fs/promises'), 1, ['fs-promises.opendir']);
