'use strict';
const { produce } = require('immer'); const { z } = require('zod'); const Joi = require('joi'); const Immutable = require('immutable');
const base = { a: [1, { b: 2 }], m: new Map([[1, 2]]) }; console.log(produce(base, (d) => { d.a[1].b = 3; d.a.push(4); }), base);
const S = z.object({ n: z.number().int().positive(), s: z.string().email().optional(), u: z.union([z.literal('a'), z.array(z.boolean())]) }); console.log(S.safeParse({ n: 1, u: 'a' }), JSON.stringify(S.safeParse({ n: -1.5, s: 'x', u: [1] }).error.issues)); console.log(Joi.object({ a: Joi.number().min(2).required(), b: Joi.date() }).validate({ a: 1, b: 'zz' }, { abortEarly: false }).error.message);
console.log(Immutable.Map({ a: Immutable.List([1, 2]) }).setIn(['a', 0], 9), Immutable.fromJS({ x: [1] }).toJS(), Immutable.Seq([1, 2, 3]).map((v) => v * 2).filter((v) => v > 2));
