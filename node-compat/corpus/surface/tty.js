'use strict';
// The public names of tty.
require('./_describe')('tty', require('tty'));
