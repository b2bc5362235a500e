'use strict';
// EventEmitter and EventTarget: listeners that add, remove and throw while an event is under way; once(), on(), signals.

const events = require('events');
const { attempt, sometime, immediate } = require('../support');

const TYPES = ['a', 'b', 'error', 'newListener', 'removeListener', Symbol.for('s'), '__proto__', 'toString'];

module.exports = async (random, say) => {
  const emitter = new events.EventEmitter({ captureRejections: random.chance(0.4) });
  const target = new EventTarget();
  const controller = new AbortController();
  const listeners = [];
  const type = () => (random.chance(0.7) ? random.pick(TYPES.slice(0, 3)) : random.pick(TYPES));
  const signal = () => (random.chance(0.2) ? { signal: controller.signal } : {});
  let count = 0;
  let budget = 60;
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => say('warning', name, message));

  function listener() {
    const name = `listener${count++}`;
    const plan = random.pick([
      () => {},
      () => {},
      () => {},
      () => act(),
      () => {
        throw new Error(name);
      },
      async () => {
        throw new Error(`${name} rejected`);
      },
    ]);
    const made = function (...args) {
      say(
        name,
        args.map((arg) => (arg instanceof Event ? `event ${arg.type} ${arg.defaultPrevented}` : arg)),
        this === emitter || this === target,
      );
      if (args[0] instanceof Event && random.chance(0.2))
        args[0][random.pick(['preventDefault', 'stopImmediatePropagation', 'stopPropagation'])]();
      return budget-- > 0 ? plan() : undefined;
    };
    listeners.push(made);
    return made;
  }
  const known = () =>
    listeners.length > 0 && random.chance(0.8) ? random.pick(listeners) : random.pick([undefined, null, 5, {}, listener()]);

  const actions = {
    add: () =>
      emitter[random.pick(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'])](
        type(),
        random.chance(0.9) ? listener() : known(),
      ) === emitter,
    remove: () => emitter[random.pick(['off', 'removeListener'])](type(), known()) === emitter,
    removeAll: () =>
      random.chance(0.2) ? emitter.removeAllListeners(...random.pick([[], [type()]])) === emitter : 'not now',
    emit: () => emitter.emit(type(), ...random.pick([[], [1], [new Error('emitted')], ['text', 2]])),
    counts: () => [
      emitter.eventNames().map(String),
      emitter.listenerCount(type()),
      emitter.rawListeners(type()).length,
      emitter.listeners(type()).length,
    ],
    max: () => [emitter.setMaxListeners(random.pick([0, 1, 2, 10, -1, NaN, '1'])) === emitter, emitter.getMaxListeners()],
    once: () => {
      events.once(random.pick([emitter, target]), type(), signal()).then(
        (value) => say('once', value),
        (error) => say('once rejected', error),
      );
    },
    on: () => {
      const iterator = events.on(emitter, type(), { ...signal(), ...(random.chance(0.3) ? { close: ['b'] } : {}) });
      (async () => {
        for await (const value of iterator) {
          say('on', value);
          if (random.chance(0.4)) break;
        }
      })().then(
        () => say('on ended'),
        (error) => say('on rejected', error),
      );
    },
    addToTarget: () =>
      target.addEventListener(type(), random.pick([listener(), { handleEvent: listener() }, known()]), {
        once: random.chance(0.3),
        capture: random.chance(0.2),
        passive: random.chance(0.2),
        ...signal(),
      }),
    removeFromTarget: () => target.removeEventListener(type(), known(), random.pick([undefined, true, { capture: true }])),
    dispatch: () =>
      target.dispatchEvent(
        random.pick([
          new Event(String(type()), { cancelable: random.chance(0.5) }),
          new CustomEvent('a', { detail: 5 }),
          'a',
        ]),
      ),
    abort: () => (random.chance(0.2) ? controller.abort() : 'not now'),
    getEventListeners: () => [
      events.getEventListeners(emitter, type()).length,
      events.getEventListeners(target, type()).length,
    ],
  };
  function act() {
    const name = random.pick(Object.keys(actions));
    attempt(say, name, actions[name]);
  }
  for (let i = 0; i < 30; i++) {
    if (random.chance(0.2)) await random.pick([immediate, () => null])();
    else if (random.chance(0.1)) sometime(random, act);
    else act();
  }
  for (let i = 0; i < 4; i++) await immediate();
  say(
    'at last',
    emitter.eventNames().map((name) => `${String(name)} ${emitter.listenerCount(name)}`),
  );
};
