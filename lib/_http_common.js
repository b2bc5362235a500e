'use strict';
// The undocumented module `_http_common`, which npm packages require.

const { checkInvalidHeaderChar, checkIsHttpToken, chunkExpression, continueExpression, METHODS } = require('internal/http/common');
const { freeParser, HTTPParser, parsers } = require('internal/http/http_parser');

module.exports = {
  _checkInvalidHeaderChar: checkInvalidHeaderChar,
  _checkIsHttpToken: checkIsHttpToken,
  chunkExpression,
  continueExpression,
  CRLF: '\r\n',
  freeParser,
  methods: METHODS,
  parsers,
  HTTPParser,
};
