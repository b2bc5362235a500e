// A ReadableStream: pull and the reader's promises.
'use strict';
const rs = new ReadableStream({
  start(c) { console.log('start'); c.enqueue('a'); },
  pull(c) { console.log('pull'); c.enqueue('b'); c.close(); },
});
(async () => {
  const reader = rs.getReader();
  for (;;) { const { value, done } = await reader.read(); console.log('read', value, done); if (done) break; }
})();
process.nextTick(() => console.log('tick'));
console.log('sync');
