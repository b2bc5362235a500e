'use strict';
const buffer = require('buffer'); console.log(Buffer.alloc(60), Object.assign(Buffer.from('x'), { p: 1 }), [Buffer.from('a')], buffer.INSPECT_MAX_BYTES, buffer.constants, buffer.kMaxLength === buffer.constants.MAX_LENGTH);
