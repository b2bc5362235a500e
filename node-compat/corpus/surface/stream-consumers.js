'use strict';
// The public names of stream/consumers.
require('./_describe')('stream-consumers', require('stream/consumers'));
