'use strict';
// The public names of util/types.
require('./_describe')('util-types', require('util/types'));
