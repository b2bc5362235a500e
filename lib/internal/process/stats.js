'use strict';
// process.hrtime, cpuUsage, memoryUsage and other numbers about the process. Caller: per_process.js.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateArray, validateNumber, validateObject } = require('internal/validators');
const stats = binding('process_stats');

const fields = new Float64Array(16);

/**
 * [seconds, nanoseconds] of the monotonic clock, or since an earlier answer.
 * @param {[number, number]} [time]
 */
function hrtime(time) {
  const seconds = stats.hrtimeSeconds();
  const nanoseconds = stats.hrtimeNanoseconds();
  if (time === undefined) return [seconds, nanoseconds];
  validateArray(time, 'time');
  if (time.length !== 2) throw new ERR_OUT_OF_RANGE('time', 2, time.length);
  const rest = nanoseconds - time[1];
  return rest < 0 ? [seconds - time[0] - 1, rest + 1e9] : [seconds - time[0], rest];
}

function hrtimeBigInt() {
  return stats.hrtimeBigInt();
}
hrtime.bigint = hrtimeBigInt;

function validatePrevious(value, name) {
  validateNumber(value, name);
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new ERR_INVALID_ARG_VALUE.RangeError(name, value);
}

// A closure for each so that the checks and the subtraction stand once.
function readUsage(read, previous) {
  if (previous) {
    validateObject(previous, 'prevValue');
    validatePrevious(previous.user, 'prevValue.user');
    validatePrevious(previous.system, 'prevValue.system');
  }
  read(fields);
  return previous ? { user: fields[0] - previous.user, system: fields[1] - previous.system } :
    { user: fields[0], system: fields[1] };
}

/** Microseconds of CPU that the process used. @param {{user: number, system: number}} [prevValue] */
function cpuUsage(prevValue) {
  return readUsage(stats.cpuUsage, prevValue);
}

/** The same for the calling thread. @param {{user: number, system: number}} [prevValue] */
function threadCpuUsage(prevValue) {
  return readUsage(stats.threadCpuUsage, prevValue);
}

function memoryUsage() {
  stats.memoryUsage(fields);
  return { rss: fields[0], heapTotal: fields[1], heapUsed: fields[2], external: fields[3], arrayBuffers: fields[4] };
}
memoryUsage.rss = function rss() { return stats.rss(); };

const RESOURCES = ['userCPUTime', 'systemCPUTime', 'maxRSS', 'sharedMemorySize', 'unsharedDataSize', 'unsharedStackSize',
                   'minorPageFault', 'majorPageFault', 'swappedOut', 'fsRead', 'fsWrite', 'ipcSent', 'ipcReceived',
                   'signalsCount', 'voluntaryContextSwitches', 'involuntaryContextSwitches'];

function resourceUsage() {
  stats.resourceUsage(fields);
  const usage = {};
  for (let i = 0; i < RESOURCES.length; i++) usage[RESOURCES[i]] = fields[i];
  return usage;
}

/** Types of what keeps the loop alive. */
function getActiveResourcesInfo() {
  return require('internal/process/active').activeResourcesInfo();
}

function install(target) {
  target.uptime = stats.uptime;
  target.getActiveResourcesInfo = getActiveResourcesInfo;
  target.cpuUsage = cpuUsage;
  target.threadCpuUsage = threadCpuUsage;
  target.resourceUsage = resourceUsage;
  target.memoryUsage = memoryUsage;
  target.constrainedMemory = stats.constrainedMemory;
  target.availableMemory = stats.availableMemory;
  target.hrtime = hrtime;
}

module.exports = { install };
