'use strict';
const t = new EventTarget(); const ev = new Event('x', { cancelable: true, bubbles: true });
t.addEventListener('x', { handleEvent(e) { console.log(this !== t, e.type, e.eventPhase); e.preventDefault(); } }); t.addEventListener('x', () => console.log('twice?'), { once: true });
console.log(t.dispatchEvent(ev), ev.defaultPrevented, ev.target === t, ev.currentTarget, ev.composedPath().length); t.dispatchEvent(new CustomEvent('x', { detail: 5 }));
console.log(ev.isTrusted, ev.timeStamp > 0, new CustomEvent('y', { detail: [1] }).detail);
for (const f of [() => new Event(), () => t.dispatchEvent({}), () => t.addEventListener('x'), () => t.addEventListener('x', 5)]) { try { console.log(f()); } catch (e) { console.log(e.code, e.message); } }
