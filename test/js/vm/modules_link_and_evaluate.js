'use strict';
// vm.SourceTextModule and vm.SyntheticModule, run in a child with the flag.
const assert = require('assert');
const { spawnSync } = require('child_process');

function body() {
  const assert = require('assert');
  const vm = require('vm');
  (async () => {
    const context = vm.createContext({ log: [] });
    const leaf = new vm.SyntheticModule(['x'], function() { this.setExport('x', 5); }, { context });
    const root = new vm.SourceTextModule('import { x } from "leaf"; log.push(x, import.meta.name); export default await x;', {
      context, identifier: 'root', initializeImportMeta(meta, module) { meta.name = module.identifier; },
    });
    assert.strictEqual(root.status, 'unlinked');
    await assert.rejects(root.evaluate(), { code: 'ERR_VM_MODULE_STATUS' });
    await root.link((specifier, parent) => (assert.strictEqual(parent, root), leaf));
    assert.strictEqual(await root.evaluate(), undefined);
    assert.deepStrictEqual(context.log, [5, 'root']);
    assert.strictEqual(root.namespace.default, 5);
    assert.throws(() => leaf.setExport('y', 1), ReferenceError);
    const other = new vm.SourceTextModule('import "leaf"');
    await assert.rejects(other.link(() => leaf), { code: 'ERR_VM_MODULE_DIFFERENT_CONTEXT' });
    const endless = new vm.SourceTextModule('for (;;);');
    await endless.link(() => {});
    await assert.rejects(endless.evaluate({ timeout: 10 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
    assert.throws(() => vm.SourceTextModule.prototype.instantiate.call({}), { code: 'ERR_INVALID_THIS' });
    const empty = new vm.SourceTextModule('import "a"');
    assert.throws(() => empty.linkRequests([]), { code: 'ERR_MODULE_LINK_MISMATCH' });
    assert.throws(() => empty.instantiate(), { code: 'ERR_VM_MODULE_LINK_FAILURE' });
    console.log('done');
  })();
}

const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--experimental-vm-modules', '-e', `(${body})()`], {
  encoding: 'utf8',
});
assert.strictEqual(stdout, 'done\n', stderr);
