'use strict';
// process.exit() of the main thread ends threads in every state: busy, waiting, with work on a pool, with workers of their own.
const { Worker } = require('worker_threads');

const programs = [
  'for (;;);',
  'setInterval(() => {}, 1000)',
  'require("crypto").pbkdf2("a", "b", 50000, 64, "sha512", () => {})',
  'new (require("worker_threads").Worker)("for (;;);", { eval: true })',
  'require("fs").promises.readFile(process.execPath).then(() => { for (;;); })',
  'require("net").createServer().listen(0)',
];
let online = 0;
for (const program of programs) {
  const worker = new Worker(program, { eval: true });
  worker.on('online', () => { if (++online === programs.length) process.exit(); });
}
