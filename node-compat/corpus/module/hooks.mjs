// Synchronous hooks: what they are told, and how their answers count.
import { registerHooks, createRequire, isBuiltin } from 'node:module';

const require = createRequire(import.meta.url);
const show = (name, value) => console.log(name, JSON.stringify(value));
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('app:')) return nextResolve(specifier, context);
    show('resolve', [specifier, context.conditions, context.importAttributes]);
    return { url: specifier, format: specifier.slice(4).split('/')[0], shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('app:')) return nextLoad(url, context);
    show('load', [url, context.format, context.importAttributes]);
    const sources = {
      module: 'export default import.meta.url;', commonjs: 'exports.a = 1; exports.b = typeof require;', json: '{"j":[1]}',
    };
    return { format: context.format, source: Buffer.from(sources[context.format]), shortCircuit: true };
  },
});

show('esm', { ...await import('app:module/x') });
show('cjs', Object.keys(await import('app:commonjs/x')));
show('json', (await import('app:json/x', { with: { type: 'json' } })).default);
show('required', require('app:commonjs/y'));
show('resolved', import.meta.resolve('app:module/z'));
hooks.deregister();
for (const specifier of ['app:module/new', 'app:commonjs/new']) {
  await import(specifier).catch((error) => show('gone', [error.code, error.name]));
}
try {
  require('app:commonjs/new');
} catch (error) {
  show('gone', [error.code, error.message.split('\n')[0]]);
}
show('builtin', isBuiltin('app:fs'));
