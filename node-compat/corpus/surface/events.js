'use strict';
// The public names of events.
require('./_describe')('events', require('events'));
