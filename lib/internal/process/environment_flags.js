'use strict';
// process.allowedNodeEnvironmentFlags: a read-only Set of the options that NODE_OPTIONS may hold. has() also accepts
// other spellings: '_' for '-', one or no dash in front, '=value' at the end.

function normalize(flag) {
  const equals = flag.indexOf('=');
  const name = (equals === -1 ? flag : flag.slice(0, equals)).replace(/_/g, '-');
  return name;
}

class NodeEnvironmentFlagsSet extends Set {
  constructor(names) {
    super();
    for (const name of names) super.add(name);
  }
  // The set cannot be changed, and trying is not an error.
  add() { return this; }
  delete() { return false; }
  clear() {}
  has(key) {
    if (typeof key !== 'string') return false;
    const name = normalize(key);
    if (super.has(name)) return true;
    if (name.startsWith('--')) return false;
    return name.startsWith('-') ? super.has(`-${name}`) : super.has(`--${name}`) || super.has(`-${name}`);
  }
}

function make() {
  const names = [...binding('options').environmentOptions(), '-C', '-r', '--debug-port', '--loader', '--report-directory',
                 '--enable-network-family-autoselection', '--experimental-require-module', '--experimental-test-isolation'];
  const set = new NodeEnvironmentFlagsSet(names);
  Object.freeze(NodeEnvironmentFlagsSet.prototype);
  return Object.freeze(set);
}

module.exports = { make };
