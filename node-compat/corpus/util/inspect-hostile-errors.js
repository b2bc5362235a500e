'use strict';
// Errors whose properties throw or are of odd types, class names beside odd names, tags that throw.
const util = require('util');
Error.stackTraceLimit = 0;

const thrower = () => { throw new Error('getter'); };
const withGetters = (object, ...keys) => {
  for (const key of keys) Object.defineProperty(object, key, { get: thrower, configurable: true });
  return object;
};
const withValues = (object, values) => Object.assign(object, values);
class FooError extends Error {}

const errors = {
  name: withGetters(new Error('m'), 'name'), message: withGetters(new Error('m'), 'message'), stack: withGetters(new Error('m'), 'stack'),
  all: withGetters(new Error('m'), 'name', 'message', 'stack'), cause: withGetters(new Error('m'), 'cause'),
  errors: withGetters(new AggregateError([1], 'm'), 'errors'), constructor: withGetters(new Error('m'), 'constructor'),
  tag: withGetters(new TypeError('m'), Symbol.toStringTag), proxy: new Proxy(new Error('m'), { get: thrower }),
  symbolName: withValues(new Error('m'), { name: Symbol('q') }), symbolMessage: withValues(new Error('m'), { message: Symbol('q'), stack: undefined }),
  prototype: Object.create(DOMException.prototype), key: withValues(Object.create(DOMException.prototype), { x: 1 }),
};
for (const [label, error] of Object.entries(errors)) {
  for (const options of [{}, { showHidden: true }, { compact: false }]) {
    if (error instanceof DOMException && options.showHidden) continue;
    console.log(label, util.inspect(error, options), util.inspect({ error }, options));
  }
}
for (const Class of [Error, TypeError, FooError]) {
  for (const name of ['Foo', 'FooError', 'TypeError', 5, {}, '', 'foo bar', null, undefined, true, 1n]) {
    console.log(Class.name, name, util.inspect(withValues(new Class('msg'), { name })), util.inspect(withValues(new Class('msg'), { name, stack: undefined })));
  }
}
for (const value of [{}, [1], new Map(), () => {}, new Date(0), Promise.resolve(1), Object(1), /x/, new WeakSet(), new ArrayBuffer(1)]) {
  console.log(util.inspect(withGetters(value, Symbol.toStringTag)), util.inspect(withGetters(value, 'constructor')));
}
