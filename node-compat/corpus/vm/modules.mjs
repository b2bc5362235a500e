// vm modules in a child, since they need a flag: states, errors, requests.
import { spawnSync } from 'node:child_process';

function body() {
  const vm = require('vm');
  const tell = (name, fn) => {
    try {
      console.log(name, fn());
    } catch (error) {
      console.log(name, error.name, error.code, error.message);
    }
  };
  const m = new vm.SourceTextModule('import a from "a" with { k: "v" }; import source b from "b"; export let c = a; await 0;', { identifier: 'm' });
  tell('requests', () => m.moduleRequests);
  tell('inspect', () => m);
  tell('namespace', () => m.namespace);
  tell('error', () => m.error);
  tell('tla', () => m.hasTopLevelAwait());
  tell('graph', () => m.hasAsyncGraph());
  tell('instantiate', () => m.instantiate());
  tell('mismatch', () => m.linkRequests([]));
  tell('not modules', () => m.linkRequests([1, 2]));
  tell('names', () => new vm.SyntheticModule(['x', 'x'], () => {}));
  tell('context', () => new vm.SourceTextModule('', { context: {} }));
  tell('abstract', () => new vm.Module());
  tell('syntax', () => new vm.SourceTextModule('export let x; export let x;', { identifier: 'twice' }));
  (async () => {
    const s = new vm.SyntheticModule(['v'], () => { s.setExport('v', 1); }, { identifier: 's' });
    const r = new vm.SourceTextModule('export { v } from "s"; export { missing } from "s";', { identifier: 'r' });
    await r.link(() => s).catch((error) => console.log('link', error.name, error.message));
    const t = new vm.SourceTextModule('throw 5', { identifier: 't' });
    await t.link(() => {});
    await t.evaluate().catch((error) => console.log('threw', error, t.status, t.error));
    const u = new vm.SourceTextModule('import "t"');
    await u.link(() => t).catch((error) => console.log(error.code, error.message, error.cause, u.status));
    await s.evaluate();
    console.log(s.status, s.namespace);
  })();
}
const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--experimental-vm-modules', '-e', `(${body})()`], {
  encoding: 'utf8',
});
process.stdout.write(stdout);
process.stdout.write(stderr.split('\n')[0]);
