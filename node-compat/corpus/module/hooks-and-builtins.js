'use strict';
// Load hooks that put modules in the place of built-ins, formats and conditions of resolve hooks under require().
const fs = require('fs');
const path = require('path');
const { registerHooks } = require('module');
const { pathToFileURL } = require('url');

const dir = process.env.DIFF_DIR;
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  fs.writeFileSync(path.join(dir, name), text);
};
write('node_modules/pkg/package.json', '{"name":"pkg","exports":{"custom":"./custom.cjs","default":"./plain.cjs"}}');
write('node_modules/pkg/custom.cjs', 'module.exports = "custom"');
write('node_modules/pkg/plain.cjs', 'module.exports = "plain"');
write('text.foo', 'export default "foo"');
write('app.cjs', 'exports.load = (name) => require(name);');
const { load } = require(path.join(dir, 'app.cjs'));

function attempt(name, hooks, request) {
  const registered = registerHooks(hooks);
  try {
    const value = load(request);
    console.log(name, typeof value === 'string' ? value : value.default ?? typeof value);
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
  registered.deregister();
}

const source = (format, text) => ({ load: () => ({ format, source: text, shortCircuit: true }) });
attempt('module for dgram', source('module', 'export default "replaced"'), 'dgram');
attempt('commonjs for node:dgram', source('commonjs', 'module.exports = "again"'), 'node:dgram');
attempt('no format for tty', { load: () => ({ shortCircuit: true }) }, 'tty');
attempt('no result', { load() {} }, 'zlib');
attempt('no short circuit', { load: () => ({ format: 'module', source: '' }) }, 'zlib');
attempt('truthy short circuit', { resolve: () => ({ url: 'node:path', shortCircuit: 1 }) }, './x');
attempt('format of an unknown extension', {
  resolve: () => ({ url: pathToFileURL(path.join(dir, 'text.foo')).href, format: 'module', shortCircuit: true }),
}, './text.foo');
attempt('conditions', {
  resolve: (specifier, context, next) => next(specifier, { ...context, conditions: [...context.conditions, 'custom'] }),
}, 'pkg');
attempt('contexts', {
  resolve(specifier, context, next) {
    const result = next(specifier, context);
    console.log(context.constructor.name, Object.keys(context), Object.keys(result));
    return result;
  },
}, './app.cjs');
