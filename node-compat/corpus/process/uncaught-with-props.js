'use strict';
const e = new TypeError('with props'); e.code = 'ECODE'; e.info = { a: [1, 2] }; throw e;
