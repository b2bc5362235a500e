'use strict';
// Runs one test file under one runtime: own process, own PID namespace, own temporary folder, own time limit.
//
// node-compat/run calls `runFile`. The namespace is what ends a file that forks without end: when its first process
// goes, the kernel ends all the others. A shell is that first process: a test that were itself process 1 would ignore
// the signals it sends to itself, and somebody has to reap orphans. Output goes to files, so that a grandchild that
// keeps a pipe open cannot hold the run up.

const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const OUTPUT_LIMIT = 1 << 20;      // bytes of each stream that are looked at
const KEPT_TAIL = 3000;            // characters of a failing file's output that results keep

/**
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string} path the binary
 * @property {(flags: string[], file: string) => string[]} args
 *
 * @typedef {object} Outcome
 * @property {'pass'|'fail'|'skip'|'timeout'} status
 * @property {number} ms
 * @property {number|null} code exit code; 128+n for signal n
 * @property {string} output end of what it printed, empty when it passed
 */

let isolation;

/** The command words that make the namespaces: found out once, empty (with a warning) where it is not allowed. */
function isolationWords(network) {
  isolation ??= probeIsolation();
  if (!isolation.pid) return [];
  const words = ['unshare', ...isolation.user, '--pid', '--fork', '--kill-child', '--mount-proc'];
  if (!network || !isolation.net) return [...words, 'sh', '-c', '"$@"; exit $?', 'sh'];
  return [...words, '--net', 'sh', '-c', 'ip link set lo up; "$@"; exit $?', 'sh'];
}

function probeIsolation() {
  const works = (words) => spawnSync('unshare', [...words, 'true'], { stdio: 'ignore' }).status === 0;
  const pid = ['--pid', '--fork', '--kill-child', '--mount-proc'];
  const user = works(pid) ? [] : ['--user', '--map-current-user'];
  if (!works([...user, ...pid])) {
    console.error('warning: no PID namespaces here; a file that forks without end is not contained');
    return { pid: false, net: false, user };
  }
  const net = works([...user, ...pid, '--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh']);
  return { pid: true, net, user };
}

function environment(runtime, test, dir) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(NODE_|npm_|FORCE_COLOR$|NO_COLOR$|CI$|TEST_)/.test(name)) env[name] = value;
  }
  // A dumb terminal, or none, makes files skip themselves.
  Object.assign(env, { TERM: 'xterm', NODE_TEST_KNOWN_GLOBALS: '0', NODE_TEST_DIR: dir, ...runtime.env, ...test.env });
  if (!test.serial) env.TEST_PARALLEL = '1';
  return env;
}

function commandOf(runtime, test, root, seconds) {
  const command = [runtime.path, ...runtime.args(test.flags, test.path)];
  const limit = ['timeout', '--foreground', '-s', 'KILL', String(seconds)];
  const terminal = test.terminal ? ['python3', path.join(root, 'tools', 'pseudo-tty.py')] : [];
  return [...limit, ...isolationWords(test.serial), ...terminal, ...command];
}

/**
 * @param {Runtime} runtime
 * @param {import('./suite').TestFile} test
 * @param {{root: string, seconds: number}} options `root` as for readSuite; `seconds` the time limit
 * @returns {Promise<Outcome>}
 */
async function runFile(runtime, test, { root, seconds }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nc-'));   // short: Unix socket paths end at 107 bytes
  const streams = [path.join(dir, 'stdout'), path.join(dir, 'stderr')];
  const [command, ...args] = commandOf(runtime, test, root, seconds);
  const started = process.hrtime.bigint();
  try {
    const code = await wait(command, args, {
      cwd: root, env: environment(runtime, test, dir), stdio: stdioOf(test, streams),
    }, (seconds + 5) * 1000);
    const ms = Number((process.hrtime.bigint() - started) / 1000000n);
    const [stdout, stderr] = streams.map(readStart);
    return judge(test, { code, ms, stdout, stderr, late: ms >= seconds * 1000 });
  } finally {
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function stdioOf(test, streams) {
  const input = test.terminal ? test.path.replace(/\.m?js$/, '.in') : '';
  const stdin = input !== '' && fs.existsSync(input) ? fs.openSync(input, 'r') : 'ignore';
  return [stdin, ...streams.map((file) => fs.openSync(file, 'w'))];
}

/** Ends with the exit code; `limitMs` is for the case that even `timeout` hangs. */
function wait(command, args, options, limitMs) {
  return new Promise((resolve) => {
    const child = spawn(command, args, options);
    for (const fd of options.stdio) if (typeof fd === 'number') fs.closeSync(fd);
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', (error) => { clearTimeout(timer); console.error(String(error)); resolve(127); });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

function readStart(file) {
  const fd = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(OUTPUT_LIMIT, fs.fstatSync(fd).size));
    fs.readSync(fd, buffer, 0, buffer.length, 0);
    return buffer.toString();
  } finally {
    fs.closeSync(fd);
  }
}

function judge(test, { code, ms, stdout, stderr, late }) {
  if (code === 137 && late) {
    return { status: 'timeout', ms, code, output: tail(stdout, stderr) };
  }
  if (test.expected !== null) {
    const difference = differenceFrom(test, stdout + stderr);
    if (difference === null) return { status: 'pass', ms, code, output: '' };
    return { status: 'fail', ms, code, output: `${difference}\n${tail(stdout, stderr)}` };
  }
  if (code !== 0) return { status: 'fail', ms, code, output: tail(stdout, stderr) };
  // TAP's way to say that nothing was tested: neither a pass nor in the reference.
  if (/^1\.\.0 # Skipped/m.test(stdout)) return { status: 'skip', ms, code, output: tail(stdout, '') };
  return { status: 'pass', ms, code, output: '' };
}

function tail(stdout, stderr) {
  const cut = (text) => (text.length > KEPT_TAIL ? `[...]${text.slice(-KEPT_TAIL)}` : text).trimEnd();
  // The start of stderr names the error; the end of a long one is stack frames.
  const errors = stderr.length > KEPT_TAIL ? `${stderr.slice(0, KEPT_TAIL)}[...]` : stderr;
  return [cut(stdout), errors.trimEnd()].filter(Boolean).join('\n');
}

/** Compares with NAME.out: empty lines do not count, `*` stands for any characters, `%(basename)s` for the name. */
function differenceFrom(test, output) {
  const lines = (text) => text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const expected = lines(fs.readFileSync(test.expected, 'utf8'));
  const actual = lines(output).filter((line) => !/^(==|\*\*)/.test(line));
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    if (i >= actual.length) return `output ends before line ${i + 1}: ${expected[i]}`;
    if (i >= expected.length) return `output goes on at line ${i + 1}: ${actual[i]}`;
    const source = expected[i].trimEnd().replace('%(basename)s', path.basename(test.path)).replaceAll('%%', '%')
      .split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    if (!new RegExp(`^${source}`).test(actual[i])) return `line ${i + 1}: expected ${expected[i]}\n  got ${actual[i]}`;
  }
  return null;
}

module.exports = { runFile };
