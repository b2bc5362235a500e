'use strict';
// Advice in errors of ES modules: specifiers that require() would have completed, named imports that a CommonJS module does
// not have, CommonJS's variables in an ES module. Callers: esm/loader.js, esm/resolve.js.

const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');

/** The file that require() would have found, or undefined. */
function foundByRequire(specifier, parentURL) {
  const { Module } = require('internal/modules/cjs/loader');
  // As in Node, relative specifiers are completed from the current folder: this module has no file name.
  const asker = new Module('', undefined);
  asker.paths = Module._nodeModulePaths(path.dirname(fileURLToPath(parentURL)));
  try {
    return Module._resolveFilename(specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier, asker, false);
  } catch {
    return undefined;
  }
}

/**
 * The specifier that names what require() would have found, for a file that is not there or a folder.
 * @param {string} specifier
 * @param {string} [parentURL]
 * @returns {string|undefined}
 */
function completedSpecifier(specifier, parentURL) {
  if (!parentURL?.startsWith('file:')) return undefined;
  const parentFile = fileURLToPath(parentURL);
  let found = foundByRequire(specifier, parentURL);
  if (found === undefined) return undefined;
  if (!path.isAbsolute(specifier) && !specifier.startsWith('file:')) found = seenFrom(found, specifier, parentFile);
  return encodeURI(found);
}

/** The URL of a file in a node_modules folder that has the name of the package that is not there. */
function fileInsteadOfPackage(specifier, parentURL) {
  const found = foundByRequire(specifier, parentURL);
  return found === undefined ? undefined : pathToFileURL(found).href;
}

/** How the module in `parentFile` may write the name of a file that it asked for by a relative specifier or a package's. */
function seenFrom(file, specifier, parentFile) {
  if (specifier[0] !== '.') return file.slice(file.lastIndexOf('/node_modules/') + '/node_modules/'.length);
  const relative = path.relative(path.dirname(parentFile), file);
  return relative.startsWith('..') ? relative : `./${relative}`;
}

/** `import { a as b } from` on one line -> "{ a: b }", else undefined. */
function destructuringOf(line) {
  const match = /^\s*import\s[^{]*\{([^}]*)\}\s*from/.exec(line);
  if (match === null) return undefined;
  return `{${match[1].replace(/\s+as\s+/g, ': ')}}`;
}

/** The record of `href` in the graph below `record`, or undefined. */
function findRecord(record, href, seen = new Set()) {
  if (record.url.href === href) return record;
  seen.add(record);
  for (const dependency of record.dependencies ?? []) {
    const found = seen.has(dependency) ? undefined : findRecord(dependency, href, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The record that `specifier` stands for in the module at `href`. */
function requestedRecord(root, href, specifier) {
  const record = findRecord(root, href);
  const index = record?.wrap.getRequests().findIndex(([requested]) => requested === specifier) ?? -1;
  return index === -1 ? undefined : record.dependencies?.[index];
}

/**
 * A named import that a CommonJS module does not have gets Node's advice. The stack starts with place and source line.
 * @param {unknown} error what linking for an import threw
 * @param {object} record the root of the graph
 */
function explainLinking(error, record) {
  if (!(error instanceof SyntaxError) || typeof error.stack !== 'string') return;
  error.stack = error.stack.replace('\n\nSyntaxError', '\nSyntaxError');
  const match = /^The requested module '(.+)' does not provide an export named '(.+)'$/.exec(error.message);
  if (match === null) return;
  const { 0: place, 1: line } = error.stack.split('\n', 2);
  const { 1: specifier, 2: name } = match;
  const target = requestedRecord(record, place.replace(/:\d+$/, ''), specifier);
  if (target?.format !== 'commonjs') return;
  const names = destructuringOf(line ?? '');
  const before = error.message;
  error.message = `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which ` +
    'may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default ' +
    `export, for example using:\n\nimport pkg from '${specifier}';\n${names === undefined ? '' : `const ${names} = pkg;\n`}`;
  error.stack = error.stack.replace(before, () => error.message);
}

const kCommonJsNames = /^(require|exports|module|__filename|__dirname) is not defined$/;

/** The URL in the topmost frame of a stack. */
function topURL(stack) {
  return /\n {4}at (?:.*\()?([a-z]+:.*?):\d+:\d+\)?(?:\n|$)/.exec(stack)?.[1];
}

/** The file: URL in the topmost frame of a stack. */
function topFile(stack) {
  return /\n {4}at (?:.*\()?(file:.*?)(?:[?#].*)?:\d+:\d+\)?(?:\n|$)/.exec(stack)?.[1];
}

const kReplacements = {
  __proto__: null,
  require: 'replace require() with import',
  exports: 'use export instead of module.exports/exports',
  module: 'use export instead of module.exports/exports',
  __filename: 'use import.meta.filename instead',
  __dirname: 'use import.meta.dirname instead',
};

/**
 * CommonJS's variables that an ES module does not have.
 * @param {unknown} error what evaluation threw
 * @param {object} root of the graph that was evaluated
 */
function explainEvaluation(error, root) {
  if (!(error instanceof ReferenceError) || !kCommonJsNames.test(error.message)) return;
  // The stack is written anew below, and V8 would forget the place with the old one.
  binding('runtime').keepPlace(error);
  const { stack } = error;
  const before = error.message;
  const record = findRecord(root, topURL(stack)) ?? root;
  if (record.wrap.hasTopLevelAwait()) {
    const [name] = before.split(' ', 1);
    error.code = 'ERR_AMBIGUOUS_MODULE_SYNTAX';
    error.message = `Cannot determine intended module format because both '${name}' and top-level await are present. If the ` +
      'code is intended to be CommonJS, wrap await in an async function. If the code is intended to be an ES module, ' +
      `${kReplacements[name]}.`;
    if (typeof stack === 'string') error.stack = stack.replace(before, () => error.message);
    return;
  }
  let text = `${before} in ES module scope`;
  if (before.startsWith('require ')) text += ', you can use import instead';
  const file = typeof stack === 'string' ? topFile(stack) : undefined;
  if (file?.endsWith('.js')) {
    const path = fileURLToPath(file);
    const pkg = require('internal/modules/package_json').packageOf(path);
    if (pkg.type === 'module') {
      text += `\nThis file is being treated as an ES module because it has a '.js' file extension and '${pkg.path}' ` +
        'contains "type": "module". To treat it as a CommonJS script, rename it to use the \'.cjs\' file extension.';
    }
  }
  error.message = text;
  if (typeof stack === 'string') error.stack = stack.replace(before, () => text);
}

module.exports = { completedSpecifier, fileInsteadOfPackage, explainLinking, explainEvaluation, findRecord };
