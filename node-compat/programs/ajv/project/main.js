'use strict';
const Ajv = require('ajv');
const ajv = new Ajv({ allErrors: true }); require('ajv-formats')(ajv);
const validate = ajv.compile({ type: 'object', properties: { name: { type: 'string', minLength: 2 }, mail: { type: 'string', format: 'email' }, tags: { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true }, n: { type: 'integer', multipleOf: 5 } }, required: ['name'], additionalProperties: false });
for (const v of [{ name: 'ab' }, { name: 'x', mail: 'nope', tags: ['a', 'a', 'c'], n: 7, z: 1 }, {}, []]) console.log(validate(v), validate.errors);
try { ajv.compile({ type: 'nope' }); } catch (e) { console.log(e.message); }
