'use strict';
// SETTINGS (RFC 9113, section 6.5): checking the settings objects of users, and their two other forms, a flat list [id, value, ...]
// as the native session takes it and the packed bytes of the HTTP2-Settings field. Callers: lib/http2.js, internal/http2/session.

const { constants } = require('internal/http2/constants');
const {
  codes: {
    ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_HTTP2_INVALID_SETTING_VALUE, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS,
    ERR_INVALID_ARG_TYPE,
  },
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { isTypedArray } = require('internal/util/types');

const kMaxUint32 = 0xFFFFFFFF;
const kMaxCustomSettings = 10;
const kCustom = 'customSettings';

// The settings that Node knows, in the order of their numbers. A switch has no range.
const known = [
  { name: 'headerTableSize', id: constants.NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, min: 0, max: kMaxUint32 },
  { name: 'enablePush', id: constants.NGHTTP2_SETTINGS_ENABLE_PUSH, isSwitch: true },
  { name: 'maxConcurrentStreams', id: constants.NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, min: 0, max: kMaxUint32 },
  { name: 'initialWindowSize', id: constants.NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, min: 0,
    max: constants.MAX_INITIAL_WINDOW_SIZE },
  { name: 'maxFrameSize', id: constants.NGHTTP2_SETTINGS_MAX_FRAME_SIZE, min: constants.MIN_MAX_FRAME_SIZE,
    max: constants.MAX_MAX_FRAME_SIZE },
  { name: 'maxHeaderSize', alias: 'maxHeaderListSize', id: constants.NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, min: 0,
    max: kMaxUint32 },
  { name: 'enableConnectProtocol', id: constants.NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, isSwitch: true },
];
const knownById = new Map(known.map((setting) => [setting.id, setting]));

function assertWithinRange(name, value, min = 0, max = Infinity) {
  if (value === undefined) return;
  if (typeof value !== 'number' || value < min || value > max) {
    throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError(name, value, min, max);
  }
}

function checkCustomSettings(custom) {
  if (typeof custom === 'symbol') throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError(kCustom, custom);
  if (typeof custom !== 'object' || custom === null) throw new ERR_INVALID_ARG_TYPE(kCustom, 'Number', custom);
  const entries = Object.entries(custom);
  if (entries.length > kMaxCustomSettings) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
  for (const { 0: key, 1: value } of entries) {
    const id = Number(key);
    assertWithinRange('customSettings:id', id, 0, 0xFFFF);
    if (!(id >= 1)) throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError('Range Error', id, 0, 0xFFFF);
    assertWithinRange('customSettings:value', Number(value), 0, kMaxUint32);
  }
}

/**
 * Throws ERR_HTTP2_INVALID_SETTING_VALUE for what may not be sent.
 * @param {object} [settings]
 */
function validateSettings(settings) {
  if (settings === undefined) return;
  for (const { name, alias, isSwitch, min, max } of known) {
    if (isSwitch) {
      const value = settings[name];
      if (value !== undefined && typeof value !== 'boolean') throw new ERR_HTTP2_INVALID_SETTING_VALUE(name, value);
      continue;
    }
    assertWithinRange(name, settings[name], min, max);
    if (alias !== undefined) assertWithinRange(alias, settings[alias], min, max);
  }
  if (settings[kCustom] !== undefined) checkCustomSettings(settings[kCustom]);
}

/**
 * [id, value, id, value, ...] in the order of the ids, custom settings last.
 * @param {object} settings checked
 * @returns {number[]}
 */
function settingsToList(settings) {
  const list = [];
  for (const { name, alias, id } of known) {
    let value = settings[name];
    if (alias !== undefined) {
      const other = settings[alias];
      if (value === undefined) value = other;
      else if (other !== undefined && other !== value) {
        process.emitWarning(`settings.${name} overwrite settings.${alias}`);
      }
    }
    if (value !== undefined) list.push(id, Number(value) >>> 0);
  }
  for (const { 0: key, 1: value } of Object.entries(settings[kCustom] ?? {})) {
    const number = Number(value);
    if (!Number.isNaN(number)) list.push(Number(key), number >>> 0);
  }
  return list;
}

/** The settings object of a list that settingsToList() or the native session made. @param {Iterable<number>} list */
function settingsFromList(list) {
  const settings = {};
  for (let i = 0; i < list.length; i += 2) {
    const setting = knownById.get(list[i]);
    const value = list[i + 1];
    if (setting === undefined) {
      settings[kCustom] ??= {};
      settings[kCustom][list[i]] = value;
    } else {
      settings[setting.name] = setting.isSwitch ? value !== 0 : value;
      if (setting.alias !== undefined) settings[setting.alias] = value;
    }
  }
  return settings;
}

/** http2.getDefaultSettings() */
function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: constants.DEFAULT_SETTINGS_HEADER_TABLE_SIZE,
    enablePush: constants.DEFAULT_SETTINGS_ENABLE_PUSH === 1,
    initialWindowSize: constants.DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE,
    maxFrameSize: constants.DEFAULT_SETTINGS_MAX_FRAME_SIZE,
    maxConcurrentStreams: constants.DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS,
    maxHeaderSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    maxHeaderListSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    enableConnectProtocol: constants.DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL === 1,
  };
}

/** http2.getPackedSettings(). @param {object} [settings] @returns {Buffer} */
function getPackedSettings(settings) {
  if (settings === undefined) settings = {};
  validateObject(settings, 'settings');
  validateSettings(settings);
  const list = settingsToList(settings);
  const packed = Buffer.alloc(list.length * 3);
  for (let i = 0; i < list.length; i += 2) {
    packed.writeUInt16BE(list[i], i * 3);
    packed.writeUInt32BE(list[i + 1], i * 3 + 2);
  }
  return packed;
}

/**
 * http2.getUnpackedSettings().
 * @param {Uint8Array} buf @param {{validate?: boolean}} [options]
 */
function getUnpackedSettings(buf, options = {}) {
  if (!isTypedArray(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], buf);
  if (buf.length % 6 !== 0) throw new ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH();
  const bytes = Buffer.from(buf);  // one byte an element
  const list = [];
  for (let offset = 0; offset + 6 <= bytes.length; offset += 6) {
    list.push(bytes.readUInt16BE(offset), bytes.readUInt32BE(offset + 2));
  }
  const settings = settingsFromList(list);
  if (options?.validate) validateSettings(settings);
  return settings;
}

module.exports = {
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  settingsFromList,
  settingsToList,
  validateSettings,
};
