// tinypool over threads and over processes: results, errors, ports, recycled workers.
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import Tinypool from 'tinypool';

const filename = new URL('./tiny-task.mjs', import.meta.url).href;
for (const runtime of ['worker_threads', 'child_process']) {
  const pool = new Tinypool({ filename, runtime, minThreads: 1, maxThreads: 2 });
  console.log(runtime, await Promise.all([1, 2, 3].map((a) => pool.run({ a, b: 2 }))));
  console.log(await pool.run(null, { name: 'where' }));
  await pool.run(null, { name: 'fails' }).catch((error) => console.log(error.name, error.message));
  if (runtime === 'worker_threads') {
    const { port1, port2 } = new MessageChannel();
    const answer = once(port1, 'message');
    port1.postMessage('hey');
    console.log(await pool.run({ port: port2 }, { name: 'talk', transferList: [port2] }), await answer);
  }
  await pool.recycleWorkers();
  console.log(await pool.run({ a: 5, b: 5 }));
  await pool.destroy();
}
