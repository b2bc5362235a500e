'use strict';
// TypeScript sources: types are stripped by amaro (SWC as WebAssembly, deps/npm), which is loaded when the first such file
// is met. Callers: both loaders, --eval, module.stripTypeScriptTypes().

const {
  codes: {
    ERR_INVALID_TYPESCRIPT_SYNTAX, ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING, ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX,
    ERR_WEBASSEMBLY_NOT_SUPPORTED,
  },
} = require('internal/errors');
const { pathToFileURL } = require('url');
const { validateBoolean, validateObject, validateOneOf, validateString } = require('internal/validators');
const { emitExperimentalWarning } = require('internal/util');
const { getOptionValue } = require('internal/options');
const { getCompileCache } = require('internal/modules/compile_cache');

const transforms = () => getOptionValue('--experimental-transform-types') === true;
/** Whether files with types are run at all. */
const isEnabled = () => getOptionValue('--strip-types') !== false;

/** @throws ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX (needs code to be generated), ERR_INVALID_TYPESCRIPT_SYNTAX */
function callAmaro(code, options) {
  if (typeof WebAssembly === 'undefined') throw new ERR_WEBASSEMBLY_NOT_SUPPORTED('TypeScript');
  const { transformSync } = require('internal/deps/amaro/index');
  try {
    return transformSync(code, options);
  } catch (error) {
    // SWC reports with plain objects: { code, message, snippet, filename, startLine }.
    if (error === null || typeof error !== 'object' || typeof error.code !== 'string') throw error;
    const Class = error.code === 'UnsupportedSyntax' ? ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX : ERR_INVALID_TYPESCRIPT_SYNTAX;
    const thrown = new Class(error.message);
    binding('runtime').decorateStack(thrown, `${error.filename}:${error.startLine}\n${error.snippet}`);
    throw thrown;
  }
}

function withSourceURL(code, url) {
  return url === '' || url === undefined ? code : `${code}\n\n//# sourceURL=${url}`;
}

function withMap(code, map) {
  const encoded = require('buffer').Buffer.from(map).toString('base64');
  return `${code}\n\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

/**
 * module.stripTypeScriptTypes()
 * @param {string} code
 * @param {{mode?: 'strip'|'transform', sourceUrl?: string, sourceMap?: boolean}} [options]
 * @returns {string}
 */
function stripTypeScriptTypes(code, options = {}) {
  emitExperimentalWarning('stripTypeScriptTypes');
  validateString(code, 'code');
  validateObject(options, 'options');
  const { sourceMap = false, sourceUrl = '', mode = 'strip' } = options;
  validateOneOf(mode, 'options.mode', ['strip', 'transform']);
  validateString(sourceUrl, 'options.sourceUrl');
  validateBoolean(sourceMap, 'options.sourceMap');
  if (mode === 'strip') {
    validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
    return withSourceURL(callAmaro(code, { mode: 'strip-only', filename: sourceUrl }).code, sourceUrl);
  }
  const { code: result, map } = callAmaro(code, { mode: 'transform', sourceMap, filename: sourceUrl });
  return map ? withMap(result, map) : withSourceURL(result, sourceUrl);
}

/**
 * JavaScript for the TypeScript text of a file (or of a text given on the command line).
 * @param {string} source
 * @param {string} filename
 */
function stripFile(source, filename) {
  if (/[\\/]node_modules[\\/]/.test(filename)) throw new ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING(filename);
  const transform = transforms();
  if (transform) emitExperimentalWarning('Transform Types');
  const make = () => (transform ? transformFile : stripOnly)(source, filename[0] === '/' ? pathToFileURL(filename).href : filename);
  const cache = getCompileCache();
  if (cache === undefined) return make();
  const kind = !transform ? 'StrippedTypeScript' : wantsMaps() ? 'TransformedTypeScriptWithSourceMaps' : 'TransformedTypeScript';
  return cache.transpiled(kind, filename, source, make);
}

// Places in it keep their lines and columns, so that stacks name the file itself: by its URL, as in Node.
function stripOnly(source, url) {
  return withSourceURL(callAmaro(source, { mode: 'strip-only', filename: url }).code, url);
}

const wantsMaps = () => require('internal/modules/source_maps').getSourceMapsSupport().enabled;

function transformFile(source, url) {
  const { code, map } = callAmaro(source, { mode: 'transform', sourceMap: wantsMaps(), filename: url });
  return map ? withMap(code, map) : withSourceURL(code, url);
}

module.exports = { isEnabled, stripFile, stripTypeScriptTypes };
