'use strict';
// The options and settings of a session in the forms that the native session uses. Callers: internal/http2/session and its parts.

const { constants } = require('internal/http2/constants');

const kMaxSettings = 10;
const kMegabyte = 1e6;
// Items of the list before the custom settings: ids and values of the seven that nghttp2 knows.
const kKnownItems = 14;

const numberOr = (value, fallback) => typeof value === 'number' ? value : fallback;

/** The options in the order of enum OptionIndex in src/bindings/http2.cc; NaN takes the default. */
function optionNumbers(type, options) {
  const least = type === constants.NGHTTP2_SESSION_SERVER ? 4 : 1;
  const hasResetLimit = typeof options.streamResetBurst === 'number' && typeof options.streamResetRate === 'number';
  const pairs = numberOr(options.maxHeaderListPairs, NaN);
  const padding = numberOr(options.paddingStrategy, 0);
  return [
    numberOr(options.maxDeflateDynamicTableSize, NaN),
    numberOr(options.maxReservedRemoteStreams, NaN),
    numberOr(options.maxSendHeaderBlockLength, NaN),
    numberOr(options.peerMaxConcurrentStreams, NaN),
    padding === 1 || padding === 2 ? padding : 0,
    Number.isNaN(pairs) ? NaN : Math.max(pairs, least),
    numberOr(options.maxOutstandingSettings, kMaxSettings),
    Math.max(1, numberOr(options.maxSessionMemory, 10)) * kMegabyte,
    Math.max(1, numberOr(options.maxSettings, 32)),
    hasResetLimit ? options.streamResetBurst : NaN,
    hasResetLimit ? options.streamResetRate : NaN,
    numberOr(options.maxSessionInvalidFrames, NaN),
    numberOr(options.maxSessionRejectedStreams, NaN),
    options.strictFieldWhitespaceValidation === false ? 0 : 1,
  ];
}

/** The settings object of a session; one more form than settings.js makes, with Node's order of properties. */
function sessionSettings(list) {
  const value = new Map();
  const custom = {};
  for (let i = 0; i < list.length; i += 2) {
    if (i < kKnownItems) value.set(list[i], list[i + 1]);
    else custom[list[i]] = list[i + 1];
  }
  const settings = {
    headerTableSize: value.get(constants.NGHTTP2_SETTINGS_HEADER_TABLE_SIZE),
    enablePush: value.get(constants.NGHTTP2_SETTINGS_ENABLE_PUSH) !== 0,
    initialWindowSize: value.get(constants.NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE),
    maxFrameSize: value.get(constants.NGHTTP2_SETTINGS_MAX_FRAME_SIZE),
    maxConcurrentStreams: value.get(constants.NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
    maxHeaderListSize: value.get(constants.NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE),
    maxHeaderSize: value.get(constants.NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE),
    enableConnectProtocol: value.get(constants.NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL) !== 0,
  };
  if (list.length > kKnownItems) settings.customSettings = custom;
  return settings;
}

/** How many SETTINGS frames may wait for their acknowledgement. @param {object} options */
function mostOutstandingSettings(options) {
  return Math.max(1, numberOr(options.maxOutstandingSettings, kMaxSettings));
}

module.exports = { mostOutstandingSettings, numberOr, optionNumbers, sessionSettings };
