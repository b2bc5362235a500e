'use strict';
// stream.pipeline(), compose() and pipe() over every kind of source, step and sink, of which some fail or are destroyed.

const stream = require('stream');
const { attempt, sometime, immediate } = require('../support');

const { Readable, Writable, Duplex, Transform, PassThrough, compose, finished } = stream;

class Parts {
  constructor(random, say) {
    this.random = random;
    this.say = say;
    this.objectMode = random.chance(0.4);
    this.streams = [];
    this.count = 0;
  }

  // Names a part, and sometimes plans its failure at its n-th chunk.
  begin(kind) {
    const name = `${kind}${this.count++}`;
    const failAt = this.random.chance(0.12) ? this.random.int(4) : -1;
    let seen = 0;
    return { name, fails: () => seen++ === failAt, error: new Error(name) };
  }

  watch(made, name) {
    this.streams.push([made, name]);
    for (const event of ['end', 'finish', 'close', 'unpipe']) made.on(event, () => this.say(name, event));
    if (this.random.chance(0.6)) made.on('error', (error) => this.say(name, 'error', error));
    return made;
  }

  chunk() {
    return this.random.pick(
      this.objectMode ? [1, 'a', Buffer.from('b'), { x: 1 }] : ['a', Buffer.from('b'), 'long'.repeat(5)],
    );
  }

  options(more) {
    const highWaterMark = this.random.chance(0.5) ? this.random.pick([0, 1, 2, 16]) : undefined;
    return { objectMode: this.objectMode, highWaterMark, ...more };
  }

  source() {
    const { random, say } = this;
    const { name, fails, error } = this.begin('source');
    const items = random.list(4, () => this.chunk());
    const generate = function* () {
      try {
        for (const item of items) {
          if (fails()) throw error;
          yield item;
        }
      } finally {
        say(name, 'finally');
      }
    };
    let next = 0;
    return random.pick([
      () =>
        this.watch(
          new Readable(
            this.options({
              read() {
                sometime(random, () => {
                  if (fails()) this.destroy(error);
                  else this.push(next < items.length ? items[next++] : null);
                });
              },
            }),
          ),
          name,
        ),
      () => this.watch(Readable.from(items), name),
      () => items,
      () => generate,
      () =>
        async function* () {
          yield* generate();
        },
      () =>
        new ReadableStream({
          pull(controller) {
            if (fails()) throw error;
            if (next < items.length) controller.enqueue(items[next++]);
            else controller.close();
          },
          cancel(reason) {
            say(name, 'cancel', reason);
          },
        }),
      () => {
        const through = this.watch(new PassThrough(this.options()), name);
        sometime(random, () => {
          for (const item of items) through.write(item);
          through.end();
        });
        return through;
      },
    ])();
  }

  step() {
    const { random, say } = this;
    const { name, fails, error } = this.begin('step');
    const pass = async function* (from) {
      try {
        for await (const chunk of from) {
          if (fails()) throw error;
          yield chunk;
        }
      } finally {
        say(name, 'finally');
      }
    };
    return random.pick([
      () =>
        this.watch(
          new Transform(
            this.options({
              transform(chunk, encoding, callback) {
                sometime(random, () => callback(fails() ? error : null, chunk));
              },
              flush(callback) {
                say(name, 'flush');
                sometime(random, () => callback(null, 'tail'));
              },
            }),
          ),
          name,
        ),
      () => this.watch(new PassThrough(this.options()), name),
      () => pass,
      () =>
        new TransformStream({
          transform(chunk, controller) {
            if (fails()) throw error;
            controller.enqueue(chunk);
          },
          flush() {
            say(name, 'flush');
          },
        }),
      () => this.watch(Duplex.from(pass), name),
      () => this.watch(compose(new PassThrough(this.options()), pass), name),
    ])();
  }

  sink() {
    const { random, say } = this;
    const { name, fails, error } = this.begin('sink');
    const drain = async (from) => {
      for await (const chunk of from) {
        say(name, chunk);
        if (fails()) throw error;
      }
      return 'result';
    };
    return random.pick([
      () =>
        this.watch(
          new Writable(
            this.options({
              write(chunk, encoding, callback) {
                say(name, chunk);
                sometime(random, () => callback(fails() ? error : null));
              },
              final(callback) {
                say(name, 'final');
                sometime(random, callback);
              },
            }),
          ),
          name,
        ),
      () => drain,
      () =>
        new WritableStream({
          write(chunk) {
            say(name, chunk);
            if (fails()) throw error;
          },
          close() {
            say(name, 'close');
          },
          abort(reason) {
            say(name, 'abort', reason);
          },
        }),
      () => this.watch(new PassThrough(this.options()), name).resume(),
      () =>
        async function* (from) {
          for await (const chunk of from) {
            say(name, chunk);
            yield chunk;
          }
        },
    ])();
  }
}

module.exports = async (random, say) => {
  const parts = new Parts(random, say);
  const chain = [parts.source()];
  for (let i = random.pick([0, 0, 1, 1, 2, 3]); i > 0; i--) chain.push(parts.step());
  chain.push(parts.sink());
  const controller = new AbortController();
  const options = { end: random.chance(0.85) };
  if (random.chance(0.3)) options.signal = controller.signal;

  const settled = (promise) =>
    promise.then(
      (value) => say('fulfilled', value),
      (error) => say('rejected', error),
    );
  random.pick([
    () =>
      attempt(say, 'pipeline', () => {
        stream.pipeline(...chain, (error, value) => say('done', error, value));
      }),
    () =>
      attempt(say, 'promises.pipeline', () => {
        settled(stream.promises.pipeline(...chain, options));
      }),
    () =>
      attempt(say, 'compose', () => {
        const made = compose(...chain.slice(0, -1));
        finished(made, (error) => say('finished', error));
        made.on('data', (chunk) => say('composed', chunk)).on('error', (error) => say('composed error', error));
      }),
  ])();

  for (let i = random.int(8); i > 0; i--) {
    await immediate();
    if (random.chance(0.1)) {
      say('abort');
      controller.abort(random.pick([undefined, new Error('why')]));
    }
    if (random.chance(0.06) && parts.streams.length > 0) {
      const [victim, name] = random.pick(parts.streams);
      say('destroy', name);
      victim.destroy(random.pick([undefined, new Error('mine')]));
    }
  }
  for (let i = 0; i < 14; i++) await immediate();
  for (const [made, name] of parts.streams)
    say(name, made.destroyed, made.closed, made.errored, made.readableEnded, made.writableFinished);
};
