'use strict';
// The public names of https.
require('./_describe')('https', require('https'));
