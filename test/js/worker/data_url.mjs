// A data: URL and an ES module file are programs of workers.
import assert from 'node:assert';
import { Worker, isMainThread } from 'node:worker_threads';

if (isMainThread) {
  let sum = 0;
  new Worker(new URL('data:text/javascript,process.exitCode = process.argv.length'), { argv: ['x'] })
    .on('exit', (code) => { sum += code; });
  new Worker(new URL(import.meta.url)).on('exit', (code) => { sum += code; });
  process.on('exit', () => assert.strictEqual(sum, 2 + 40));
} else {
  process.exitCode = 40;
}
