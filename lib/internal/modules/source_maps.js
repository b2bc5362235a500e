'use strict';
module.exports = { noteSourceMap() {} };
