'use strict';
// What stands in a diagnostic report (Node's documentation, "Diagnostic report"; report version 5), as an object.
// Caller: internal/process/report.

const fs = require('fs');
const os = require('os');
const heap = binding('heap');
const native = binding('process_stats');

const kVersion = 5;

function header({ event, trigger, filename, excludeNetwork }) {
  const { threadId } = require('worker_threads');
  const now = new Date();
  const info = {
    reportVersion: kVersion,
    event,
    trigger,
    filename,
    dumpEventTime: `${now.toISOString().slice(0, 19)}Z`,
    dumpEventTimeStamp: `${now.getTime()}`,
    processId: process.pid,
    threadId,
    cwd: process.cwd(),
    commandLine: [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    nodejsVersion: process.version,
    glibcVersionRuntime: native.glibcVersion(),
    glibcVersionCompiler: native.glibcVersion(),
    wordSize: 64,
    arch: process.arch,
    platform: process.platform,
    componentVersions: { ...process.versions },
    release: { ...process.release },
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: os.machine(),
    cpus: os.cpus().map(({ model, speed, times: { user, nice, sys, idle, irq } }) =>
      ({ model, speed, user, nice, sys, idle, irq })),
  };
  if (!excludeNetwork) info.networkInterfaces = networkInterfaces();
  info.host = os.hostname();
  return info;
}

function networkInterfaces() {
  const list = [];
  for (const [name, addresses] of Object.entries(os.networkInterfaces())) {
    for (const { address, family, internal, mac, netmask, scopeid } of addresses) {
      const one = { name, internal, mac, address, netmask, family };
      if (scopeid !== undefined) one.scopeid = scopeid;
      list.push(one);
    }
  }
  return list;
}

function javascriptStack(error) {
  if (error === undefined) {
    error = new Error('JavaScript Callstack');
    error.code = 'ERR_SYNTHETIC';
    Object.defineProperty(error, 'stack', { __proto__: null, value: error.stack.replace(/^Error:/, 'Error [ERR_SYNTHETIC]:') });
  }
  const isObject = typeof error === 'object' && error !== null;
  const stack = isObject && typeof error.stack === 'string' ? error.stack : undefined;
  if (stack === undefined) return { message: String(error), stack: ['Unavailable.'] };
  const at = stack.search(/\n {4}at /);
  const message = at === -1 ? stack : stack.slice(0, at);
  const errorProperties = {};
  for (const key of Object.keys(error)) {
    if (key !== 'stack' && key !== 'message') errorProperties[key] = String(error[key]);
  }
  return { message, stack: at === -1 ? [] : stack.slice(at + 1).split('\n').map((line) => line.trim()), errorProperties };
}

// The order of binding('heap').statistics() and .spaces().
const HEAP_NAMES = ['totalMemory', 'executableMemory', 'totalCommittedMemory', 'availableMemory', 'usedMemory', 'memoryLimit',
                    'mallocedMemory', 'peakMallocedMemory', 'doesZapGarbage', 'nativeContextCount',
                    'detachedContextCount', 'totalGlobalHandlesMemory', 'usedGlobalHandlesMemory', 'externalMemory'];

function javascriptHeap() {
  const numbers = heap.statistics();
  const result = Object.fromEntries(HEAP_NAMES.map((name, i) => [name, numbers[i]]));
  const heapSpaces = {};
  const flat = heap.spaces();
  for (let i = 0; i < flat.length; i += 5) {
    const { [i]: name, [i + 1]: memorySize, [i + 2]: used, [i + 3]: available, [i + 4]: committedMemory } = flat;
    heapSpaces[name] = { memorySize, committedMemory, capacity: used + available, used, available };
  }
  return { ...result, heapSpaces };
}

function cpuShare({ user, system }) {
  const seconds = process.uptime();
  const percent = (microseconds) => (seconds > 0 ? microseconds / 1e4 / seconds : 0);
  return {
    userCpuSeconds: user / 1e6,
    kernelCpuSeconds: system / 1e6,
    cpuConsumptionPercent: percent(user + system),
    userCpuConsumptionPercent: percent(user),
    kernelCpuConsumptionPercent: percent(system),
  };
}

function resourceUsage() {
  const usage = process.resourceUsage();
  return {
    free_memory: os.freemem(),
    total_memory: os.totalmem(),
    rss: process.memoryUsage.rss(),
    constrained_memory: process.constrainedMemory(),
    available_memory: process.availableMemory(),
    ...cpuShare(process.cpuUsage()),
    maxRss: usage.maxRSS * 1024,
    pageFaults: { IORequired: usage.majorPageFault, IONotRequired: usage.minorPageFault },
    fsActivity: { reads: usage.fsRead, writes: usage.fsWrite },
  };
}

function threadResourceUsage() {
  const { fsRead, fsWrite } = process.resourceUsage();
  return { ...cpuShare(process.threadCpuUsage()), fsActivity: { reads: fsRead, writes: fsWrite } };
}

function libuvHandles() {
  const flat = native.handles();
  const list = [];
  for (let i = 0; i < flat.length; i += 4) {
    const { [i]: type, [i + 1]: active, [i + 2]: referenced, [i + 3]: address } = flat;
    list.push({ type, is_active: active, is_referenced: referenced, address });
  }
  const loopIdleTimeSeconds = binding('performance').idleTime() / 1e3;
  list.push({ type: 'loop', is_active: list.some((one) => one.is_active && one.is_referenced), address: '0x0', loopIdleTimeSeconds });
  return list;
}

const LIMITS = [
  ['core_file_size_blocks', 'Max core file size'], ['data_seg_size_bytes', 'Max data size'],
  ['file_size_blocks', 'Max file size'], ['max_locked_memory_bytes', 'Max locked memory'],
  ['max_memory_size_bytes', 'Max resident set'], ['open_files', 'Max open files'],
  ['stack_size_bytes', 'Max stack size'], ['cpu_time_seconds', 'Max cpu time'],
  ['max_user_processes', 'Max processes'], ['virtual_memory_bytes', 'Max address space'],
];

function readProc(name) {
  try {
    return fs.readFileSync(`/proc/self/${name}`, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function userLimits() {
  const lines = readProc('limits');
  const convert = (text) => (text === 'unlimited' || text === undefined ? 'unlimited' : Number(text));
  return Object.fromEntries(LIMITS.map(([name, label]) => {
    const line = lines.find((one) => one.startsWith(label));
    const [soft, hard] = line === undefined ? [] : line.slice(label.length).trim().split(/\s+/);
    return [name, { soft: convert(soft), hard: convert(hard) }];
  }));
}

function sharedObjects() {
  const names = readProc('maps').map((line) => /\s(\/\S+\.so(?:\.\S+)?)$/.exec(line)?.[1]).filter(Boolean);
  return [...new Set(names)];
}

/** @param {object} request event, trigger, filename, error and the settings of process.report @returns {object} */
function reportContent(request) {
  const content = {
    header: header(request),
    javascriptStack: javascriptStack(request.error),
    javascriptHeap: javascriptHeap(),
    nativeStack: [],
    resourceUsage: resourceUsage(),
    uvthreadResourceUsage: threadResourceUsage(),
    libuv: libuvHandles(),
    workers: [],
    environmentVariables: { ...process.env },
    userLimits: userLimits(),
    sharedObjects: sharedObjects(),
  };
  if (request.excludeEnv) delete content.environmentVariables;
  return content;
}

module.exports = { reportContent };
