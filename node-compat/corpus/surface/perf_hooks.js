'use strict';
// The public names of perf_hooks.
require('./_describe')('perf_hooks', require('perf_hooks'));
