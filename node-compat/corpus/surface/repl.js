'use strict';
// The public names of repl.
require('./_describe')('repl', require('repl'));
