'use strict';
// The text and the format of a CommonJS loader's file: from the disk, from hooks (module.registerHooks, or an import whose
// hooks have read it), with types stripped. Caller: cjs/loader.js.

const { getOptionValue } = require('internal/options');
const hooks = require('internal/modules/hooks');
const { builtinId, builtinUrl, isBuiltinUrl } = require('internal/modules/builtins');
const { packageOf } = require('internal/modules/package_json');
const { readText } = require('internal/modules/file_access');
const { cjsConditions } = require('internal/modules/cjs/resolve');

const prepared = new Map();  // filename -> { source, format } that an import has loaded

const kByExtension = {
  '__proto__': null, '.cjs': 'commonjs', '.mjs': 'module', '.json': 'json', '.node': 'addon',
};
const kTypeScript = { '__proto__': null, '.mts': 'module-typescript', '.cts': 'commonjs-typescript' };

function extensionOf(filename) {
  const dot = filename.lastIndexOf('.');
  return dot > filename.lastIndexOf('/') + 1 ? filename.slice(dot) : '';
}

/** The format by name and package; undefined: the syntax decides. */
function formatByName(filename) {
  const extension = extensionOf(filename);
  if (kByExtension[extension] !== undefined) return kByExtension[extension];
  const isTypeScript = (extension === '.ts' || kTypeScript[extension] !== undefined) &&
    require('internal/modules/typescript').isEnabled();
  if (isTypeScript && kTypeScript[extension] !== undefined) return kTypeScript[extension];
  if (extension !== '.js' && extension !== '' && !isTypeScript) return undefined;
  // Without an extension the package does not say what a file is.
  if (extension === '') return getOptionValue('--require-module') === false ? 'commonjs' : undefined;
  const { type } = packageOf(filename);
  if (isTypeScript) return type === 'none' || type === undefined ? 'typescript' : `${type}-typescript`;
  return type === 'none' ? undefined : type;
}

function stripMark(text) {
  return text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
}

/** The URL that hooks see of a file name, a built-in's name, or a URL. */
function urlOf(filename) {
  const id = builtinId(filename);
  if (id !== undefined) return builtinUrl(id);
  return filename[0] === '/' ? require('url').pathToFileURL(filename).href : filename;
}

function nameOf(url) {
  if (url.startsWith('node:')) return url;
  if (!url.startsWith('file:')) return url;
  const { fileURLToPath } = require('url');
  return fileURLToPath(url);
}

/**
 * What `request` stands for by the hooks.
 * @param {boolean} forLoading whether hooks are told that a built-in is one: require(), not require.resolve()
 * @param {(request: string, conditions?: Set<string>) => string} resolve the loader's own step: a file name or a built-in's
 *   name, by conditions that a hook has given
 * @returns {string} a file name, "node:" with a built-in, or another URL
 */
function resolveWithHooks(request, parent, forLoading, resolve) {
  const parentURL = parent?.filename ? urlOf(parent.filename) : undefined;
  const own = [...cjsConditions()];
  const context = new hooks.ModuleResolveContext(parentURL, undefined, own);
  const { url, format } = hooks.runResolve(request, context, (specifier, given) => {
    const found = urlOf(resolve(specifier, given.conditions === own ? undefined : hooks.conditionsOf(given)));
    const { importAttributes } = given;
    const known = forLoading && isBuiltinUrl(specifier) ? 'builtin' : undefined;
    return { __proto__: null, url: found, format: known, importAttributes };
  });
  const filename = nameOf(url);
  if (format !== undefined && format !== formatByName(filename)) hookFormats.set(filename, format);
  return filename;
}
const hookFormats = new Map();  // filename -> format that a resolve hook has given

function loadWithHooks(filename, format, read) {
  const context = new hooks.ModuleLoadContext(format, undefined, [...cjsConditions()]);
  const last = (url, { format: wanted }) => ({ __proto__: null, source: read(url), format: wanted });
  return hooks.runLoad(urlOf(filename), context, last, true);
}

/** The format of a file of which a resolve hook has said one: it counts only as to whether the file is JSON. */
function formatWithHint(byName, hint) {
  if (hint === undefined || (hint !== 'json' && byName !== 'json')) return byName;
  return hint === 'json' ? 'json' : undefined;
}

/**
 * @param {string} filename
 * @returns {{source: string, format: string|undefined, isHooked: boolean}}
 */
function sourceOf(filename) {
  const given = prepared.get(filename);
  if (given !== undefined) {
    prepared.delete(filename);
    return { ...given, isHooked: true };
  }
  const byName = formatByName(filename);
  const hint = hookFormats.get(filename);
  if (!hooks.hasLoadHooks()) {
    const format = formatWithHint(byName, hint);
    return { source: readText(filename), format, isHooked: format !== byName };
  }
  const loaded = loadWithHooks(filename, hint ?? byName, (url) => readText(nameOf(url)));
  return { source: stripMark(hooks.sourceText(loaded.source)), format: loaded.format ?? byName, isHooked: true };
}

/**
 * Load hooks see every require() of a built-in, and may put a module in its place.
 * @returns {{source: string, format: string}|undefined} that module
 */
function replacementOf(id, name) {
  if (!hooks.hasLoadHooks()) return undefined;
  const { format, source } = loadWithHooks(builtinUrl(id), 'builtin', () => null);
  return format === undefined || format === 'builtin' ? undefined : { source: hooks.sourceText(source), format };
}

module.exports = {
  sourceOf, resolveWithHooks, replacementOf, formatByName, hasResolveHooks: hooks.hasResolveHooks,
  setPrepared: (filename, source) => { prepared.set(filename, source); },
};
