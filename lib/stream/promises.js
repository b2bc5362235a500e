'use strict';

// The public module `stream/promises`.

const { validateAbortSignal } = require('internal/validators');
const { isIterable, isNodeStream, isWebStream } = require('internal/streams/utils');
const { finished } = require('internal/streams/end-of-stream');

// The statics that readers of `stream` get as well must be there before this module's functions run.
require('stream');

/** pipeline() with a promise; a plain object at the end is its options: `signal`, `end`. */
function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    let signal;
    let end;
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) {
      const options = streams.pop();
      signal = options.signal;
      end = options.end;
      validateAbortSignal(signal, 'options.signal');
    }
    require('internal/streams/pipeline').pipelineImpl(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, { signal, end });
  });
}

module.exports = { finished, pipeline };
