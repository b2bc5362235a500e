'use strict';
// The undocumented module `_http_common`, which npm packages require.

const { checkInvalidHeaderChar, checkIsHttpToken, chunkExpression, continueExpression, kHttpMethods } = require('internal/http/common');
const { HTTPParser } = require('internal/http/http_parser');
const { freeParser, parsers } = require('internal/http/parser_pool');

module.exports = {
  _checkInvalidHeaderChar: checkInvalidHeaderChar,
  _checkIsHttpToken: checkIsHttpToken,
  chunkExpression,
  continueExpression,
  CRLF: '\r\n',
  freeParser,
  methods: kHttpMethods,
  parsers,
  HTTPParser,
};
