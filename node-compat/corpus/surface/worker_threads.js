'use strict';
// The public names of worker_threads.
require('./_describe')('worker_threads', require('worker_threads'));
