'use strict';
const util = require('util');
const c = new AbortController(); util.aborted(c.signal, {}).then(() => console.log('aborted')); c.abort();
util.aborted(null, {}).catch((e) => console.log(e.code)); console.log(util.debuglog('x').enabled, util.debug === util.debuglog, util.isArray ? util.isArray([]) : 'gone');
