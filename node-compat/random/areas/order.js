'use strict';
// Callbacks that queue callbacks: ticks, microtasks, promises, immediates, events, errors; from the main program, a file's
// callback or a timer. Pairs whose order Node leaves open never stand side by side.
// (Immediates are cleared where they are made: Node 24.21.0 loops without end when one is cleared by a tick that follows a throw.)

const fs = require('fs');
const { EventEmitter } = require('events');

module.exports = async (random, say) => {
  let left = 40;
  let number = 0;
  const name = (kind) => `${kind}${++number}`;

  const primitives = {
    tick(id) {
      process.nextTick(() => run(id));
    },
    microtask(id) {
      queueMicrotask(() => run(id));
    },
    then(id) {
      Promise.resolve().then(() => run(id));
    },
    rejected(id) {
      Promise.reject(new Error(id))
        .catch(() => run(id))
        .finally(() => say(`${id} finally`));
    },
    thenable(id) {
      Promise.resolve({
        then(resolve) {
          say(`${id} then called`);
          resolve();
        },
      }).then(() => run(id));
    },
    async awaits(id) {
      await null;
      run(id);
      await null;
      say(`${id} again`);
    },
    immediate(id) {
      const handle = setImmediate(() => run(id));
      if (random.chance(0.1)) clearImmediate(handle);
    },
    emit(id) {
      const emitter = new EventEmitter({ captureRejections: true });
      emitter.once('error', (error) => say(`${id} error`, error));
      emitter.on('event', async () => {
        run(id);
        if (random.chance(0.3)) throw new Error(`${id} rejected`);
      });
      emitter.emit('event');
    },
    throws(id) {
      process.nextTick(() => {
        run(id);
        throw new Error(`${id} thrown`);
      });
    },
    unhandled(id) {
      process.nextTick(() => {
        Promise.reject(new Error(`${id} rejected`));
        run(id);
      });
    },
  };
  const kinds = Object.keys(primitives);

  function run(id) {
    say(id);
    for (let i = random.pick([0, 1, 1, 2]); i > 0 && left > 0; i--) queue();
  }
  function queue() {
    left--;
    const kind = random.pick(kinds);
    primitives[kind](name(kind));
  }

  // Each root begins in a turn of its own: the main program, a file's callback, a timer.
  const roots = [
    () => run('start'),
    () =>
      new Promise((resolve) => {
        fs.stat(__filename, () => {
          run(name('stat'));
          setImmediate(resolve);
        });
      }),
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          run(name('timer'));
          setImmediate(resolve);
        }, 1);
      }),
  ];
  for (let i = random.int(3) + 1; i > 0; i--) {
    await random.pick(roots)();
    for (let turn = 0; turn < 6; turn++)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    say('---');
  }
};
