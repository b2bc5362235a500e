'use strict';
// Preloaded by `traced`: nothing is written at the end.
require('phasor:loop').startTrace();
