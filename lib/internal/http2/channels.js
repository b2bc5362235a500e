'use strict';
// The diagnostics channels http2.client.stream.* and http2.server.stream.* (documentation, "diagnostics_channel", HTTP/2).

const { channel } = require('diagnostics_channel');
const { constants } = require('internal/http2/constants');

const sides = {};
for (const side of ['client', 'server']) {
  const of = {};
  for (const event of ['created', 'start', 'error', 'finish', 'bodyChunkSent', 'bodySent', 'close']) {
    of[event] = channel(`http2.${side}.stream.${event}`);
  }
  sides[side] = of;
}

function publish(stream, event, message) {
  const side = stream.session?.type === constants.NGHTTP2_SESSION_SERVER ? 'server' : 'client';
  const target = sides[side][event];
  if (target.hasSubscribers) target.publish(message);
}

module.exports = {
  created(stream, headers) { publish(stream, 'created', { stream, headers }); },
  started(stream, headers) { publish(stream, 'start', { stream, headers }); },
  finished(stream, headers, flags) { publish(stream, 'finish', { stream, headers, flags }); },
  bodyChunkSent(stream, writev, data, encoding) {
    if (stream.session?.type === constants.NGHTTP2_SESSION_SERVER) return;
    if (!sides.client.bodyChunkSent.hasSubscribers) return;
    // A batch of bytes alone is shown as a list of buffers.
    if (writev && data.every(({ chunk }) => typeof chunk !== 'string')) data = data.map(({ chunk }) => chunk);
    publish(stream, 'bodyChunkSent', { stream, writev, data, encoding });
  },
  bodySent(stream) {
    if (stream.session?.type !== constants.NGHTTP2_SESSION_SERVER) publish(stream, 'bodySent', { stream });
  },
  /** A stream without a body says so when its writable side finishes. */
  bodyless(stream) {
    if (sides.client.bodySent.hasSubscribers) process.nextTick(this.bodySent, stream);
  },
  failed(stream, error) { publish(stream, 'error', { stream, error }); },
  closed(stream) { publish(stream, 'close', { stream }); },
};
