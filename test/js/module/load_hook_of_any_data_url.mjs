// A load hook may give any URL a meaning, a data: URL without a comma as well.
import assert from 'node:assert';
import { register } from 'node:module';

const hooks = `export function load(url, context, next) {
  return url === 'data:' ? { format: 'json', source: '1', shortCircuit: true } : next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
assert.deepStrictEqual({ ...await import('data:', { with: { type: 'json' } }) }, { default: 1 });
