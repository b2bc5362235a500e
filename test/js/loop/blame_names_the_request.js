'use strict';
// Blame: the HTTP request whose handler blocks is named, also when it goes on after an await.
const assert = require('assert');
const http = require('http');
const { setImmediate: nextTurn } = require('timers/promises');
const { blame, isProgram } = require('../../fixtures/loop/blame');

function render() {
  for (let n = 0; ; n++) if (n < 0) return;
}

if (isProgram) {
  const server = http.createServer(async () => {
    if (process.argv[3] === 'later') await nextTurn();
    render();
  });
  server.listen(0, () => http.get({ port: server.address().port, path: '/slow?page=1' }).on('error', () => {}));
} else {
  (async () => {
    for (const when of ['at once', 'later']) {
      const report = await blame(__filename, { args: [when] });
      assert.strictEqual(report.request, 'GET /slow?page=1', when);
      assert.strictEqual(report.function.function, 'render');
      assert.strictEqual(report.phase, when === 'later' ? 'check' : 'poll');
    }
  })();
}
