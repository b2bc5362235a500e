'use strict';
// The public names of stream/web.
require('./_describe')('stream-web', require('stream/web'));
