'use strict';
// The message of assert.ok() shows the chain of members that was called, from its first name on.
const assert = require('assert');

const { ok } = assert;
const holder = { 'a': assert, 'new': assert, 'list': [assert] };
const first = [0];
const find = () => holder;

function shows(text, fn) {
  assert.throws(fn, { message: `The expression evaluated to a falsy value:\n\n  ${text}\n` });
}

shows('assert?.ok(0)', () => assert?.ok(0));
shows('assert.ok?.(0)', () => assert.ok?.(0));
shows('assert . ok (0)', () => assert . ok (0));
shows("holder['a'].ok(0)", () => holder['a'].ok(0));
shows('holder.list[first[0]].ok(0)', () => holder.list[first[0]].ok(0));
shows('a.ok(0)', () => find().a.ok(0));
shows('(0)', () => (assert)(0));
shows('(0)', () => find()['a'](0));
shows('ok(0)', () => require('assert').ok(0));
shows('ok(0)', () => 1 / ok(0) / 2);
shows('new assert(0)', () => new assert(0));
shows('assert.ok(`${`)`}` === 1)', () => assert.ok(`${`)`}` === 1));
shows('assert.ok(/[)]/ === ")")', () => assert.ok(/[)]/ === ")"));
