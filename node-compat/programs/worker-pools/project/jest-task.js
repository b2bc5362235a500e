'use strict';
module.exports = {
  setup() { this.greeting = 'hello'; },
  hello: (name) => `hello ${name}`,
  fails() { throw Object.assign(new TypeError('broken'), { extra: { a: 1 } }); },
  id: () => process.env.JEST_WORKER_ID,
};
