// What hooks of module.register() throw, return and get wrong, as import() sees it.
import { register } from 'node:module';
import { inspect } from 'node:util';

register('data:text/javascript,' + encodeURIComponent(`
class My extends Error { constructor(m) { super(m); this.name = 'My'; this.extra = { a: 1 }; } }
const cases = {
 err: () => { throw new Error('plain') }, type: () => { throw Object.assign(new TypeError('tt'), { code: 'ERR_X', foo: 1 }) },
 my: () => { throw new My('mine') }, str: () => { throw 'text' }, obj: () => { throw { a: 1 } }, fn: () => { throw () => {} }, sym: () => { throw Symbol('s') }, nul: () => { throw null },
 cause: () => { throw new Error('c', { cause: new RangeError('inner') }) }, big: () => { throw 1n }, objfn: () => { throw { f() {} } },
 undef: () => undefined, num: () => 5, badurl: () => ({ url: 5, shortCircuit: true }), badurl2: () => ({ url: 'nope', shortCircuit: true }), noshort: () => ({ url: 'node:fs' }),
 badfmt: () => ({ url: 'node:fs', format: 5, shortCircuit: true }), badattr: () => ({ url: 'node:fs', importAttributes: 5, shortCircuit: true }), next5: (n) => n(5), nextctx: (n) => n('node:fs', 5), nextnull: (n) => n('node:fs', null),
 fnin: () => ({ url: 'node:os', shortCircuit: true, extra() {} }), pend: async (n) => { await 1; throw new SyntaxError('late') }, agg: () => { throw new AggregateError([new Error('q')], 'agg') }
};
export function resolve(s, c, n) { if (cases[s]) return cases[s](n); return n(s, c); }
const loads = {
 undef: () => undefined, nofmt: () => ({ source: '', shortCircuit: true }), nofmt2: () => ({ format: null, source: '', shortCircuit: true }), fmt5: () => ({ format: 5, source: '', shortCircuit: true }), unk: () => ({ format: 'weird', source: '', shortCircuit: true }),
 nosrc: () => ({ format: 'module', shortCircuit: true }), src5: () => ({ format: 'module', source: 5, shortCircuit: true }), srcnull: () => ({ format: 'module', source: null, shortCircuit: true }), jsonnull: () => ({ format: 'json', source: null, shortCircuit: true }), noshort: () => ({ format: 'module', source: '' }),
 resp: () => ({ format: 'module', source: '', responseURL: 5, shortCircuit: true }), resp2: () => ({ format: 'module', source: '', responseURL: 'x', shortCircuit: true }), 
 ok1: () => ({ format: 'module', source: new TextEncoder().encode('export default 1'), shortCircuit: true }), ok2: () => ({ format: 'module', source: new TextEncoder().encode('export default 2').buffer, shortCircuit: true }), ok3: () => { const s = new SharedArrayBuffer(16); new Uint8Array(s).set(new TextEncoder().encode('export default 3')); return { format: 'module', source: s, shortCircuit: true }; },
 dv: () => ({ format: 'module', source: new DataView(new TextEncoder().encode('export default 4').buffer), shortCircuit: true }), u16: () => ({ format: 'module', source: new Uint16Array(new TextEncoder().encode('export default 5').buffer), shortCircuit: true }),
 cjs: () => ({ format: 'commonjs', source: 'module.exports = {a: 1, f: typeof require.cache, u: __filename, m: Object.keys(module), r: Object.keys(require), mm: require.main}', shortCircuit: true }), json: () => ({ format: 'json', source: '{"a":1}', shortCircuit: true }), jsonbad: () => ({ format: 'json', source: '{"a', shortCircuit: true }),
 wasmstr: () => ({ format: 'wasm', source: 'x', shortCircuit: true }), builtin: () => ({ format: 'builtin', source: 'x', shortCircuit: true }), next5: (n) => n(5), nextbad: (n) => n('zz'), nextctx: (n) => n('node:fs', 5), thr: () => { throw new Error('in load') }, fnin: () => ({ format: 'module', source: '', shortCircuit: true, f() {} }), resu: () => ({ format: 'module', source: 'export default import.meta.url', responseURL: 'file:///a/b.mjs', shortCircuit: true }),
 mts: () => ({ format: 'module-typescript', source: 'export default 1 as number', shortCircuit: true }), cts: () => ({ format: 'commonjs-typescript', source: 'module.exports = 1 as number', shortCircuit: true }), synt: () => ({ format: 'module', source: 'export default +', shortCircuit: true }), empt: () => ({ format: 'module', source: '', shortCircuit: true }), cjsnull: () => ({ format: 'commonjs', source: null, shortCircuit: true })
};
export async function load(u, c, n) { const k = u.slice(3); if (u.startsWith('ld:')) return loads[k](n); return n(u, c); }
`));
const short = (text) => String(text).replace(/"data:text[^"]*"/g, 'HOOK').replace(/data:text\S*/g, 'URL');
const show = (e) => typeof e === 'object' && e !== null ? `${Object.prototype.toString.call(e)} ${e.constructor?.name} name=${e.name} code=${e.code} msg=${short(e.message)} keys=${Object.keys(e)} inst=${e instanceof Error} cause=${e.cause} str=${short(e.stack).split('\n')[0]}` : inspect(e);
for (const s of ['err','type','my','str','obj','fn','sym','nul','cause','big','objfn','undef','num','badurl','badurl2','noshort','badfmt','badattr','next5','nextctx','nextnull','fnin','pend','agg']) {
  try { const ns = await import(s); console.log(s, 'ok', Object.keys(ns).length); } catch (e) { console.log(s, show(e)); }
}
for (const s of ['undef','nofmt','nofmt2','fmt5','unk','nosrc','src5','srcnull','jsonnull','noshort','resp','resp2','ok1','ok2','ok3','dv','u16','cjs','json','jsonbad','wasmstr','builtin','next5','nextbad','nextctx','thr','fnin','resu','mts','cts','synt','empt','cjsnull']) {
  try { const ns = await import('ld:' + s, s.startsWith('json') ? { with: { type: 'json' } } : {}); console.log(s, 'ok', inspect(ns, { compact: true, breakLength: 200 })); } catch (e) { console.log(s, show(e)); }
}
