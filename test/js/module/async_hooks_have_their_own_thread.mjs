// Hooks of module.register() run on another thread: they share no globals with the program, and nothing of the thread's own
// start shows.
import assert from 'node:assert';
import { register } from 'node:module';

globalThis.seen = 'the program';
process.env.SET_BEFORE = 'yes';
register(`data:text/javascript,${encodeURIComponent(`
import { isInternalThread, isMainThread, parentPort, workerData } from 'node:worker_threads';
const told = { isInternalThread, isMainThread, parentPort, workerData, argc: process.argv.length, seen: globalThis.seen,
               before: process.env.SET_BEFORE, canResolve: typeof import.meta.resolve };
export async function resolve(specifier, context, next) {
  if (specifier !== 'told') return next(specifier, context);
  return { url: 'data:application/json,' + encodeURIComponent(JSON.stringify(told)), shortCircuit: true };
}`)}`);

const { default: told } = await import('told', { with: { type: 'json' } });
assert.deepStrictEqual(told, {
  isInternalThread: true, isMainThread: false, parentPort: null, workerData: null, argc: 1, before: 'yes',
  canResolve: 'undefined',
});
