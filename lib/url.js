'use strict';
// The public module 'url' (Node's documentation, page "URL").

const {
  URL, URLSearchParams, domainToASCII, domainToUnicode, fileURLToPath, fileURLToPathBuffer, pathToFileURL,
  urlToHttpOptions,
} = require('internal/url');
const { Url, urlFormat, urlParse, urlResolve, urlResolveObject } = require('internal/url/legacy');

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer,
  urlToHttpOptions,
};
