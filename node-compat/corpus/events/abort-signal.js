'use strict';
console.log(AbortSignal.abort().reason.name, AbortSignal.abort('r').reason, new AbortController().signal.aborted);
const a = new AbortController(); const any = AbortSignal.any([a.signal, AbortSignal.timeout(1000000)]); any.onabort = (e) => console.log('any', e.type, any.reason.message); a.abort(new Error('because'));
try { a.signal.throwIfAborted(); } catch (e) { console.log(e.message); } try { new AbortSignal(); } catch (e) { console.log(e.name, e.message); }
const t = AbortSignal.timeout(1); t.onabort = () => console.log(t.reason.name, t.reason.code, t.reason.message); setTimeout(() => {}, 20); console.log(AbortSignal.abort(), new AbortController());
