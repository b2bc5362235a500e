'use strict';
// The public names of process. What the system or the command line keeps is read by accessors here.
require('./_describe')('process', require('process'), 1, ['process.debugPort', 'process.ppid', 'process.title']);
