// Hooks that never settle leave import() pending, are an error for what waits, and may end the program.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';

const hooks = `
export async function resolve(specifier, context, next) {
  if (specifier === 'never') return new Promise(() => {});
  if (specifier === 'exit') process.exit(42);
  if (specifier === 'throw') setTimeout(() => { throw new Error('thrown later'); });
  return specifier === 'throw' ? new Promise(() => {}) : next(specifier, context);
}
export async function load(url, context, next) {
  return url === 'data:text/javascript,never' ? new Promise(() => {}) : next(url, context);
}`;

function run(program) {
  const register = `import { register } from 'node:module'; register(${JSON.stringify(
    `data:text/javascript,${encodeURIComponent(hooks)}`)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', register + program],
                                               { encoding: 'utf8' });
  return { status, stdout, stderr };
}

for (const specifier of ['never', 'data:text/javascript,never']) {
  const { status, stderr } = run(`await import('${specifier}');`);
  assert.strictEqual(status, 13);
  assert.match(stderr, /unsettled top-level await/);
}
assert.strictEqual(run(`
  const first = await Promise.race([import('never'), import('data:text/javascript,never'), import('node:os')]);
  process.exitCode = typeof first.cpus === 'function' ? 5 : 6;`).status, 5);
assert.strictEqual(run(`
  try { import.meta.resolve('never'); } catch ({ code, details }) { console.log(code, details.method, details.args[0]); }`).stdout,
'ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED resolve never\n');
assert.strictEqual(run(`import.meta.resolve('exit');`).status, 42);
assert.strictEqual(run(`await import('exit');`).status, 42);
assert.strictEqual(run(`await import('throw');`).status, 1);
assert.strictEqual(run(`import.meta.resolve('throw');`).status, 1);
