'use strict';
// What a parent gets of errors that nobody caught in a worker: one worker after the other.
const { Worker } = require('worker_threads');
const programs = [
  'throw new TypeError("plain")',
  'class E extends RangeError { get name() { return "Named"; } get code() { return "E_CODE"; } } throw new E("own class")',
  'throw Object.assign(new Error("with properties"), { list: [1, 2], map: new Map([[1, 2]]), skip() {} })',
  'throw new Error("outer", { cause: new SyntaxError("inner") })',
  'throw { plain: "object" }',
  'throw null',
  'throw Symbol.for("registered")',
  'Promise.reject(new Error("rejected"))',
  'Promise.reject(5)',
  'process.on("exit", () => { process.exitCode = 9; }); throw 1',
  'process.on("uncaughtException", (e) => console.log("handled", e.message)); throw new Error("once")',
  'process.on("uncaughtException", () => { throw new Error("in the handler"); }); throw new Error("first")',
  'process.exit(7)',
  'process.exitCode = 8',
  'await 1; throw new Error("module")',
];

function describe(error) {
  if (!(error instanceof Error)) return [typeof error, error];
  const names = Object.getOwnPropertyNames(error).filter((name) => name !== 'stack').sort();
  return [error.constructor.name, ...names.map((name) => {
    const value = error[name];
    return [name, value instanceof Error ? describe(value) : value];
  })];
}

(function next() {
  if (programs.length === 0) return;
  const program = programs.shift();
  const worker = new Worker(program, { eval: true });
  worker.on('error', (error) => console.log('error', describe(error)));
  worker.on('exit', (code) => {
    console.log('exit', code, JSON.stringify(program));
    next();
  });
})();
