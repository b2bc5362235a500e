'use strict';
// The public names of process. What the system keeps is read by accessors here.
require('./_describe')('process', require('process'), 1, ['process.ppid', 'process.title']);
