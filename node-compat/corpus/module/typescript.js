'use strict';
// Type stripping and its errors.
const { stripTypeScriptTypes } = require('module');
process.removeAllListeners('warning');
for (const code of ['let a: number = 1', 'type T = 1; const f = <X>(x: X): x is X => x as any satisfies X', 'enum A {}',
                    'namespace N { export const a = 1 }', 'class C { constructor(private x) {} }', 'let : = 1', 'import type { X } from "x"; import { type Y, z } from "y"']) {
  try {
    console.log(JSON.stringify(stripTypeScriptTypes(code)));
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(stripTypeScriptTypes('enum A { x = 1 }', { mode: 'transform', sourceUrl: 'a.ts' }));
for (const options of [{ mode: 'x' }, { sourceMap: 1 }, { mode: 'transform', sourceMap: 1 }, 1]) {
  try {
    stripTypeScriptTypes('1', options);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
