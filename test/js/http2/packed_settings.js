'use strict';
// Settings to packed bytes and back; what may not be sent throws.
const assert = require('assert');
const http2 = require('http2');

const settings = { headerTableSize: 1, enablePush: false, maxConcurrentStreams: 3, customSettings: { 1244: 456 } };
const packed = http2.getPackedSettings(settings);
assert.strictEqual(packed.toString('hex'), '00010000000100020000000000030000000304dc000001c8');
assert.deepStrictEqual(http2.getUnpackedSettings(packed), settings);
assert.throws(() => http2.getPackedSettings({ maxFrameSize: 1 }), {
  name: 'RangeError', code: 'ERR_HTTP2_INVALID_SETTING_VALUE', message: 'Invalid value for setting "maxFrameSize": 1',
});
assert.throws(() => http2.getUnpackedSettings(Buffer.alloc(5)), { code: 'ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH' });
assert.strictEqual(http2.constants.HTTP2_HEADER_PATH, ':path');
assert.strictEqual(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM, 11);
