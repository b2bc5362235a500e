'use strict';
// One stream with an implementation that answers at odd times, listeners, and a random sequence of calls.

const { Readable, Writable, Duplex, Transform } = require('stream');
const { attempt, sometime, immediate } = require('../support');

const EVENTS = [
  'data', 'readable', 'end', 'close', 'error', 'pause', 'resume', 'finish', 'drain', 'prefinish', 'pipe', 'unpipe',
];
const CHUNKS = [
  'abc', '', 'x'.repeat(20), '\u20ac', Buffer.from('hello'), Buffer.from([0xe2, 0x82]), Buffer.alloc(0),
  new Uint8Array([65, 66]),
];
const ODD_CHUNKS = [5, null, undefined, true, {}, Symbol.iterator];

function makeOptions(random, kind) {
  const options = {};
  const maybe = (probability, name, values) => {
    if (random.chance(probability)) options[name] = random.pick(values);
  };
  maybe(0.3, 'objectMode', [true]);
  maybe(0.5, 'highWaterMark', [0, 1, 3, 5, 10, 100]);
  if (kind !== 'Writable') maybe(0.2, 'encoding', ['utf8', 'hex', 'base64', 'latin1', 'utf16le']);
  if (kind === 'Writable') maybe(0.2, 'defaultEncoding', ['utf8', 'hex', 'latin1']);
  maybe(0.2, 'decodeStrings', [false]);
  maybe(0.15, 'autoDestroy', [false]);
  maybe(0.1, 'emitClose', [false]);
  maybe(0.1, 'allowHalfOpen', [false]);
  return options;
}

// What the program behind the stream does: answers at once, later, never, or with errors.
function addImplementation(random, say, options) {
  const answer = (callback, ...values) => sometime(random, () => callback(...values));
  const maybeError = (name) => (random.chance(0.12) ? new Error(name) : null);
  let reads = 0;
  options.read = function (size) {
    say('_read', size);
    if (++reads > 10) this.push(null);
    else if (random.chance(0.05)) throw new Error('of read');
    else if (random.chance(0.8))
      sometime(random, () => {
        say('push', this.push(`${reads}`));
      });
  };
  options.write = function (chunk, encoding, callback) {
    say('_write', chunk, encoding);
    answer(callback, maybeError('of write'));
  };
  options.transform = function (chunk, encoding, callback) {
    say('_transform', chunk, encoding);
    answer(callback, maybeError('of transform'), random.pick([chunk, undefined, null]));
  };
  if (random.chance(0.3))
    options.final = (callback) => {
      say('_final');
      answer(callback, maybeError('of final'));
    };
  if (random.chance(0.2))
    options.flush = (callback) => {
      say('_flush');
      answer(callback, maybeError('of flush'), 'tail');
    };
  if (random.chance(0.3))
    options.destroy = (error, callback) => {
      say('_destroy', error);
      answer(callback, maybeError('of destroy') ?? error);
    };
  if (random.chance(0.15))
    options.construct = (callback) => {
      say('_construct');
      answer(callback, maybeError('of construct'));
    };
  if (random.chance(0.2))
    options.writev = (chunks, callback) => {
      say(
        '_writev',
        chunks.map(({ chunk }) => chunk),
      );
      answer(callback, maybeError('of writev'));
    };
}

function makeStream(random, say) {
  const kind = random.pick(['Readable', 'Readable', 'Writable', 'Duplex', 'Transform']);
  const options = makeOptions(random, kind);
  say(kind, options);
  addImplementation(random, say, options);
  return new { Readable, Writable, Duplex, Transform }[kind](options);
}

function stateOf(stream) {
  const {
    readable,
    readableFlowing,
    readableLength,
    readableEnded,
    writable,
    writableLength,
    writableNeedDrain,
    writableEnded,
    writableFinished,
    writableCorked,
    destroyed,
    closed,
    errored,
  } = stream;
  return [
    readable, readableFlowing, readableLength, readableEnded, writable, writableLength, writableNeedDrain, writableEnded,
    writableFinished, writableCorked, destroyed, closed, errored,
  ];
}

module.exports = async (random, say) => {
  const stream = makeStream(random, say);
  const chunk = () => (random.chance(0.06) ? random.pick(ODD_CHUNKS) : random.pick(CHUNKS));
  const hear = (event) => stream.on(event, (value) => say(`on ${event}`, value));
  for (const event of EVENTS) if (random.chance(event === 'data' || event === 'readable' ? 0.3 : 0.7)) hear(event);

  const calls = [
    ['write', () => stream.write(chunk(), (error) => say('written', error))],
    ['write', () => stream.write(chunk(), random.pick(['utf8', 'hex', 'nonsense', undefined]))],
    ['end', () => stream.end(random.pick([undefined, 'last']), (error) => say('ended', error)) === stream],
    ['cork', () => stream.cork()],
    ['uncork', () => stream.uncork()],
    ['read', () => stream.read(random.pick([undefined, 0, 1, 3, 100]))],
    ['push', () => stream.push(random.chance(0.15) ? null : chunk())],
    ['unshift', () => stream.unshift(chunk())],
    ['pause', () => stream.pause() === stream],
    ['resume', () => stream.resume() === stream],
    ['isPaused', () => stream.isPaused()],
    ['setEncoding', () => stream.setEncoding(random.pick(['utf8', 'hex', undefined])) === stream],
    [
      'destroy',
      () => (random.chance(0.3) ? stream.destroy(random.pick([undefined, new Error('mine')])) === stream : 'not now'),
    ],
    [
      'pipe',
      () => {
        stream.pipe(
          new Writable({
            write(data, encoding, done) {
              say('piped', data);
              sometime(random, done);
            },
          }),
        );
      },
    ],
    ['unpipe', () => stream.unpipe() === stream],
    [
      'data',
      () => {
        hear('data');
      },
    ],
    [
      'readable',
      () => {
        hear('readable');
      },
    ],
    [
      'no listeners',
      () => {
        stream.removeAllListeners(random.pick(['data', 'readable']));
      },
    ],
    ['state', () => stateOf(stream)],
  ];
  for (let i = random.int(20) + 3; i > 0; i--) {
    if (random.chance(0.35)) {
      await random.pick([immediate, () => null, () => new Promise(process.nextTick)])();
    } else {
      const [name, call] = random.pick(calls);
      if (name in stream || !/^[a-z]+$/i.test(name) || name === 'state') attempt(say, name, call);
    }
  }
  for (let i = 0; i < 12; i++) await immediate();
  say('at last', stateOf(stream));
};
