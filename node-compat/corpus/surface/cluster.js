'use strict';
// The public names of cluster.
require('./_describe')('cluster', require('cluster'));
