'use strict';
// V8's own console object, taken before lib/ puts the global console in its place: context(), timeStamp(),
// profile() and profileEnd() stay V8's. Loaded by lib/bootstrap/node.js; used by internal/console/global.

module.exports = { v8Console: globalThis.console };
