'use strict';
// node:cluster, as a process that is nobody's worker sees it. Workers are not there yet: fork() throws.

const EventEmitter = require('events');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');

const cluster = new EventEmitter();
cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.Worker = class Worker extends EventEmitter {};
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = process.env.NODE_CLUSTER_SCHED_POLICY === 'none' ? 1 : 2;
for (const name of ['setupPrimary', 'setupMaster', 'fork', 'disconnect']) {
  cluster[name] = { [name]() { throw new ERR_METHOD_NOT_IMPLEMENTED(`cluster.${name}()`); } }[name];
}

module.exports = cluster;
