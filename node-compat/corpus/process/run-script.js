'use strict';
// --run: commands of package.json.
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const home = fs.realpathSync(process.env.DIFF_DIR ?? fs.mkdtempSync(path.join(require('os').tmpdir(), 'run-')));
const inner = path.join(home, 'a', 'b');
fs.mkdirSync(path.join(home, 'a', 'node_modules', '.bin'), { recursive: true });
fs.mkdirSync(inner);
const write = (content) => fs.writeFileSync(path.join(home, 'a', 'package.json'), content);
const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: inner, encoding: 'utf8' });
  console.log(args.join(' '), status);
  process.stdout.write((stdout + stderr).replaceAll(home, 'HOME').replaceAll(process.execPath, 'EXE'));
};
write(JSON.stringify({ scripts: {
  fails: 'exit 7', args: 'echo got', where: 'pwd; echo $NODE_RUN_SCRIPT_NAME $NODE_RUN_PACKAGE_JSON_PATH',
  odd: [],
} }));
for (const name of ['fails', 'where', 'nothing', 'odd']) run('--run', name);
run('--run', 'args', '--', 'a b', 'c\'d', '$HOME', 'e"f', 'g');
run('--run', 'args', 'ignored', '--', 'kept');
run('--run');
for (const content of ['{}', '[]', '{']) {
  write(content);
  run('--run', 'x');
}
