'use strict';
// The public names of diagnostics_channel.
require('./_describe')('diagnostics_channel', require('diagnostics_channel'));
