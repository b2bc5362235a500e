'use strict';
// node:cluster: the primary's side, or a worker's. What they share lives in lib/internal/cluster.

module.exports = Object.hasOwn(process.env, 'NODE_UNIQUE_ID') ?
  require('internal/cluster/child') : require('internal/cluster/primary');
