'use strict';
// Benchmark: startup
// Start and end of a process whose script does nothing.
