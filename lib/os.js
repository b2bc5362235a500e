'use strict';
// node:os. What the operating system says about itself; natives in src/bindings/os.cc.

const { codes: { ERR_SYSTEM_ERROR } } = require('internal/errors');
const { lockValues } = require('internal/util');
const { validateInt32 } = require('internal/validators');
const native = binding('os');
const { constants } = native;

/** A native whose failure is a SystemError with `info`. */
function checked(call) {
  return function wrappedFn() {
    try {
      return call();
    } catch (error) {
      throw systemError(error);
    }
  };
}

function systemError(error) {
  if (typeof error?.errno !== 'number') return error;
  const text = binding('uv').getErrorMap().get(error.errno)?.[1] ?? 'unknown error';
  return new ERR_SYSTEM_ERROR({ errno: error.errno, code: error.code, message: text, syscall: error.syscall });
}

let names;
const uname = () => (names ??= native.uname());

// Built-in natives have no `prototype`; arrow functions neither.
const getOSType = () => uname()[0];
const getOSVersion = () => uname()[1];
const getOSRelease = () => uname()[2];
const getMachine = () => uname()[3];

const getHostname = checked(native.hostname);
const getHomeDirectory = checked(native.homedir);
const getUptime = checked(native.uptime);
const freemem = { '': () => native.freemem() }[''];
const totalmem = { '': () => native.totalmem() }[''];
const availableParallelism = { '': () => native.availableParallelism() }[''];

/** @returns {[number, number, number]} load averages of 1, 5 and 15 minutes */
function loadavg() {
  return native.loadavg();
}

/** @returns {{model: string, speed: number, times: object}[]} times in milliseconds, speed in MHz */
function cpus() {
  const flat = checked(native.cpus)();
  const list = [];
  for (let i = 0; i < flat.length; i += 7) {
    list.push({
      model: flat[i],
      speed: flat[i + 1],
      times: { user: flat[i + 2], nice: flat[i + 3], sys: flat[i + 4], idle: flat[i + 5], irq: flat[i + 6] },
    });
  }
  return list;
}

function arch() {
  return process.arch;
}

function platform() {
  return process.platform;
}

/** @returns {string} without a slash at its end, but for "/" itself */
function tmpdir() {
  const { env } = process;
  const path = env.TMPDIR || env.TMP || env.TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function endianness() {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'LE' : 'BE';
}

// The bits of a netmask from the left; -1 when they have a gap.
function prefixLength(netmask, family) {
  const v4 = family === 'IPv4';
  const groups = v4 ? netmask.split('.').map(Number) : expandIPv6(netmask);
  const width = v4 ? 8 : 16;
  let bits = '';
  for (const group of groups) bits += group.toString(2).padStart(width, '0');
  const ones = bits.indexOf('0') === -1 ? bits.length : bits.indexOf('0');
  return bits.includes('1', ones) ? -1 : ones;
}

function expandIPv6(address) {
  const { 0: left, 1: right } = address.split('::');
  const parse = (text) => (text ? text.split(':').map((group) => parseInt(group, 16)) : []);
  const head = parse(left);
  if (right === undefined) return head;
  const tail = parse(right);
  return [...head, ...new Array(8 - head.length - tail.length).fill(0), ...tail];
}

/** @returns {Record<string, object[]>} */
function networkInterfaces() {
  const flat = checked(native.interfaces)();
  const result = {};
  for (let i = 0; i < flat.length; i += 7) {
    const { 0: name, 1: address, 2: netmask, 3: family, 4: mac, 5: internal, 6: scopeid } = flat.slice(i, i + 7);
    const prefix = prefixLength(netmask, family);
    const entry = { address, netmask, family, mac, internal, cidr: prefix === -1 ? null : `${address}/${prefix}` };
    if (scopeid !== -1) entry.scopeid = scopeid;
    (result[name] ??= []).push(entry);
  }
  return result;
}

/** @param {number} [pid] 0: this process */
function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else validateInt32(pid, 'pid');
  return checked(() => native.getPriority(pid))();
}

/** @param {number} pid may be left out @param {number} priority -20 to 19 */
function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  checked(() => native.setPriority(pid, priority))();
}

/** @param {{encoding?: string}} [options] encoding 'buffer' gives the texts as Buffers */
function userInfo(options) {
  const encoding = options !== null && typeof options === 'object' ? options.encoding : undefined;
  const { 0: uid, 1: gid, 2: username, 3: homedir, 4: shell } = checked(native.userInfo)();
  const { Buffer } = require('buffer');
  const text = (bytes) => {
    if (bytes === null) return null;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (encoding === 'buffer') return buffer;
    return Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer.toString();
  };
  return { __proto__: null, uid, gid, username: text(username), homedir: text(homedir), shell: text(shell) };
}

// `${os.hostname}` is the host's name: these functions stand for their result.
for (const fn of [arch, availableParallelism, endianness, freemem, getHomeDirectory, getHostname, platform, getOSRelease,
                  tmpdir, totalmem, getOSType, getUptime, getOSVersion, getMachine]) {
  fn[Symbol.toPrimitive] = { '': () => fn() }[''];
}

Object.freeze(constants.signals);
for (const group of [constants, constants.dlopen, constants.errno, constants.priority]) lockValues(group);

module.exports = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority,
  homedir: getHomeDirectory,
  hostname: getHostname,
  loadavg,
  networkInterfaces,
  platform,
  release: getOSRelease,
  setPriority,
  tmpdir,
  totalmem,
  type: getOSType,
  userInfo,
  uptime: getUptime,
  version: getOSVersion,
  machine: getMachine,
};

Object.defineProperties(module.exports, {
  constants: { __proto__: null, value: constants, writable: false, enumerable: true, configurable: false },
  EOL: { __proto__: null, value: '\n', writable: false, enumerable: true, configurable: true },
  devNull: { __proto__: null, value: '/dev/null', writable: false, enumerable: true, configurable: true },
});
