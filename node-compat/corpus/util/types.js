'use strict';
const t = require('util').types;
const values = { date: new Date(), re: /x/, map: new Map(), set: new Set(), wm: new WeakMap(), p: Promise.resolve(), gen: (function* () {})(), genf: function* () {}, af: async () => {}, err: new Error('x'), ab: new ArrayBuffer(1), sab: new SharedArrayBuffer(1), dv: new DataView(new ArrayBuffer(1)), u8: new Uint8Array(1), buf: Buffer.alloc(1), proxy: new Proxy({}, {}), str: Object('s'), num: Object(1), sym: Object(Symbol()), args: (function () { return arguments; })(), it: [].values(), mi: new Map().keys(), plain: {} };
for (const k of Object.keys(t).sort()) { if (k === 'isEventTarget' || k === 'isExternal') continue; console.log(k, Object.keys(values).filter((n) => t[k](values[n])).join()); }
