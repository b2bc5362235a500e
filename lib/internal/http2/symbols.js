'use strict';
// The names of what the files of internal/http2 share of their objects, and the numbers that the native session uses
// (src/http2/session.h).

module.exports = {
  sensitiveHeaders: Symbol('sensitiveHeaders'),

  // Sessions
  kNative: Symbol('kNative'),            // binding('http2').Session; undefined before the socket is connected and after the end
  kSocket: Symbol('kSocket'),
  kStreams: Symbol('kStreams'),          // Map of id to stream
  kPendingStreams: Symbol('kPendingStreams'),
  kOptions: Symbol('options'),
  kProtocol: Symbol('kProtocol'),
  kAuthority: Symbol('kAuthority'),
  kServer: Symbol('kServer'),
  kDestroyCode: Symbol('kDestroyCode'),  // what streams get when the session takes them along
  kGoaway: Symbol('kGoaway'),            // {code, lastStreamId} of the peer's GOAWAY
  kPendingAcks: Symbol('kPendingAcks'),  // of SETTINGS
  kPings: Symbol('kPings'),
  kLocalSettings: Symbol('kLocalSettings'),
  kRemoteSettings: Symbol('kRemoteSettings'),
  kEnd: Symbol('kEnd'),
  kStart: Symbol('kStart'),
  kWhenStarted: Symbol('kWhenStarted'),
  kStreamGone: Symbol('kStreamGone'),
  kIncoming: Symbol('kIncoming'),        // a stream that the peer opened
  kOriginSet: Symbol('kOriginSet'),
  kDurations: Symbol('kDurations'),      // {count, sum} of the streams that have ended
  kPingDuration: Symbol('kPingDuration'),

  // Streams
  kAttach: Symbol('kAttach'),
  kOnData: Symbol('kOnData'),
  kOnEndOfData: Symbol('kOnEndOfData'),
  kOnHeaders: Symbol('kOnHeaders'),
  kOnNativeClose: Symbol('kOnNativeClose'),
  kOnWritten: Symbol('kOnWritten'),
  kOnWantTrailers: Symbol('kOnWantTrailers'),
  kCloseBySession: Symbol('kCloseBySession'),
  kSentHeaders: Symbol('kSentHeaders'),
  kSentInfo: Symbol('kSentInfo'),
  kSendingFile: Symbol('kSendingFile'),
  kStorage: Symbol('kStorage'),
  kProxySocket: Symbol('kProxySocket'),
  kRequest: Symbol('kRequest'),
  kResponse: Symbol('kResponse'),

  // Both
  kUpdateTimer: Symbol('kUpdateTimer'),
  kTimeout: Symbol('kTimeout'),

  EventKind: {
    __proto__: null,
    headers: 0, data: 1, end: 2, closed: 3, written: 4, wantTrailers: 5, settings: 6, settingsAck: 7, ping: 8, pingAck: 9,
    goaway: 10, altsvc: 11, origin: 12, frameError: 13, failed: 14, over: 15,
  },
  HeadersKind: { __proto__: null, request: 0, response: 1, push: 2, later: 3 },
};
