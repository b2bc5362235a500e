'use strict';
// The public names of string_decoder.
require('./_describe')('string_decoder', require('string_decoder'));
