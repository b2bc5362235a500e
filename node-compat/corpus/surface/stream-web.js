'use strict';
// The public names of stream/web. ReadableStreamTee is not documented; the two classes have their names as the Encoding
// standard wants.
require('./_describe')('stream-web', require('stream/web'), 1, [
  'stream-web.ReadableStreamTee',
  'stream-web.TextDecoderStream.prototype.Symbol(Symbol.toStringTag)',
  'stream-web.TextEncoderStream.prototype.Symbol(Symbol.toStringTag)',
]);
