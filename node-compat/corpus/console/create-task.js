'use strict';
// console.createTask() outside of an inspector.
const task = console.createTask('name');
console.log(task, task.run.length, task.run.name, console.createTask.length);

const calls = [
  () => console.createTask(), () => console.createTask(''), () => console.createTask(5), () => task.run(), () => task.run(5),
  () => task.run((...args) => args.length, 1), () => task.run.call({}, () => 1), () => task.run(() => { throw new Error('mine'); }),
  () => new console.createTask('x'),
];
for (const call of calls) {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
