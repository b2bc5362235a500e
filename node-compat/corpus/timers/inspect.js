'use strict';
const t = setTimeout(() => {}, 1); console.log(Object.keys(t).filter((k) => /^_/.test(k)).length > 0, String(t), Object.prototype.toString.call(t)); clearTimeout(t); const i = setImmediate(() => {}); console.log(String(i), i.constructor.name, i.hasRef()); clearImmediate(i);
