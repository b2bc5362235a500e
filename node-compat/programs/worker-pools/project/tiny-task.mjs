// The task of tinypool.mjs.
import { isMainThread } from 'node:worker_threads';

export default ({ a, b }) => a * b;
export const where = () => isMainThread;
export const fails = () => { throw new TypeError('no'); };
export function talk({ port }) {
  return new Promise((resolve) => {
    port.on('message', (message) => {
      port.postMessage(`${message}!`);
      port.close();
      resolve('talked');
    });
  });
}
