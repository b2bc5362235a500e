// The thread of module.register()'s hooks may end without an answer: the request fails, the program goes on.

import assert from 'node:assert';
import { register } from 'node:module';

const ends = 'process.reallyExit(8)';
assert.throws(() => register(`data:text/javascript,${ends}`), { code: 'ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED' });
assert.throws(() => register('data:text/javascript,1'), { code: 'ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED' });
const { default: value } = await import('data:text/javascript,export default 1');
assert.strictEqual(value, 1);
