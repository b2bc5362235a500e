'use strict';
// The list of Node's test files, and what is known of each before it runs.
//
// node-compat/run calls `readSuite` once. A file is left out (`excluded`) for every runtime alike when it tests
// Node's own internals. A file is a control file when the SHA-1 of its base name ends in 3, 7, b or f: those run only
// under --control and are named in no list, so that the rate over them shows what work towards listed names hides.

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

/** Folders below test/ and which of their files are tests. `expectsOutput`: a NAME.out beside it rules. */
const FOLDERS = [
  { name: 'parallel', isTest: /^test-.*\.m?js$/ },
  { name: 'sequential', isTest: /^test-.*\.m?js$/, serial: true },
  { name: 'es-module', isTest: /^test-.*\.m?js$/ },
  { name: 'async-hooks', isTest: /^test-.*\.m?js$/ },
  { name: 'message', isTest: /\.m?js$/, expectsOutput: true },
  { name: 'pseudo-tty', isTest: /\.m?js$/, expectsOutput: true, terminal: true },
];

/** What keeps a file out of the count for every runtime alike. */
const EXCLUSIONS = [
  ['internals', /--expose[-_]internals|require\(['"]internal\/|(?:'|")internal\/test\/binding/],
  ['internals', /\binternalBinding\b/],
  ['quic', /--experimental-quic|node:quic/],
  ['debugger client', /common\/debugger|\bnode inspect\b/],
  ['startup snapshot', /--build-snapshot|--snapshot-blob|startupSnapshot|common\/snapshot/],
];
const EXCLUDED_NAMES = [
  ['quic', /^test-quic/],
  ['debugger client', /^test-debugger-/],
  ['startup snapshot', /^test-snapshot-/],
];

/**
 * Modules by the start of the name behind `test-`; the longest match counts. `[start, module]`, the module's name is
 * the start itself where it is left out.
 */
const MODULES = new Map([
  ['abort'], ['abortcontroller', 'abort'], ['abortsignal', 'abort'], ['aborted', 'abort'], ['assert'],
  ['async-hooks'], ['async-wrap', 'async-hooks'], ['async-local-storage', 'async-hooks'],
  ['asyncresource', 'async-hooks'], ['async-context', 'async-hooks'], ['als', 'async-hooks'],
  ['blob', 'buffer'], ['file', 'buffer'], ['buffer'], ['atob', 'buffer'], ['btoa', 'buffer'],
  ['child-process'], ['cli'], ['cluster'], ['console'], ['crypto'],
  ['dgram'], ['diagnostics-channel'], ['dns'], ['domain'], ['domexception', 'global'],
  ['error', 'errors'], ['errors'], ['event-emitter', 'events'], ['events'], ['event-capture-rejections', 'events'],
  ['event-target', 'eventtarget'], ['eventtarget'], ['event', 'events'], ['eventsource', 'fetch'], ['fetch'],
  ['finalization', 'process'], ['fs'], ['file-write-stream', 'fs'], ['global'], ['h2', 'http2'], ['http'], ['http2'],
  ['http-outgoing', 'http'], ['https'], ['icu', 'icu'], ['intl', 'icu'], ['inspector'], ['inspect-', 'inspector'],
  ['memory-usage', 'process'], ['messagechannel', 'worker'], ['messageport', 'worker'], ['messageevent', 'worker'],
  ['broadcastchannel', 'worker'], ['structuredclone', 'worker'], ['worker'], ['webworker', 'worker'],
  ['microtask'], ['mime', 'util'], ['module'], ['net'], ['next-tick'], ['nodeeventtarget', 'eventtarget'], ['os'],
  ['parse-args', 'util'], ['path'], ['perf-hooks'], ['performance', 'perf-hooks'], ['performanceobserver', 'perf-hooks'],
  ['permission'], ['pipe', 'net'], ['preload', 'cli'], ['process'], ['promise', 'promises'], ['promises'],
  ['promise-hook', 'async-hooks'], ['punycode'], ['querystring'], ['queue-microtask'], ['readable', 'stream'],
  ['readline'], ['repl'], ['require'], ['runner', 'test-runner'], ['set-immediate'], ['timers-immediate', 'timers'],
  ['shadow-realm', 'vm'], ['signal', 'process'], ['single-executable', 'sea'], ['sea'], ['socket', 'net'],
  ['sqlite'], ['stdin', 'stdio'], ['stdout', 'stdio'], ['stderr', 'stdio'], ['stdio'], ['stream'], ['stream2', 'stream'],
  ['stream3', 'stream'], ['streams', 'stream'], ['string-decoder'], ['tcp', 'net'], ['test-runner'], ['timers'],
  ['timer', 'timers'], ['tick-processor', 'v8'], ['tls'], ['trace', 'trace-events'], ['trace-events'], ['tty'],
  ['ttywrap', 'tty'], ['typescript'], ['unhandled', 'promises'], ['url'], ['url-pattern', 'whatwg-url'],
  ['urlpattern', 'whatwg-url'], ['util'], ['utf8', 'buffer'], ['v8'], ['vm'], ['wasi'], ['wasm', 'webassembly'],
  ['webassembly'], ['webcrypto'], ['websocket'], ['webstorage'], ['webstream', 'webstreams'], ['webstreams'],
  ['whatwg-encoding', 'util'], ['whatwg-events', 'eventtarget'], ['whatwg-readablestream', 'webstreams'],
  ['whatwg-readablebytestream', 'webstreams'], ['whatwg-transformstream', 'webstreams'],
  ['whatwg-writablestream', 'webstreams'], ['whatwg-webstreams', 'webstreams'], ['whatwg-url'],
  ['x509', 'crypto'], ['zlib'], ['compression', 'webstreams'], ['dotenv', 'process'], ['heap', 'v8'], ['heapdump', 'v8'],
  ['immediate', 'set-immediate'], ['handle-wrap', 'async-hooks'], ['emit-after', 'async-hooks'],
  ['require-module', 'es-module'], ['esm', 'es-module'], ['find-package-json', 'module'], ['set-process', 'process'],
  ['exception', 'process'], ['uncaught', 'process'], ['umask', 'process'], ['kill', 'process'], ['eval', 'cli'],
  ['options', 'cli'], ['env', 'process'], ['global-webcrypto', 'webcrypto'], ['global-webstreams', 'webstreams'],
  ['navigator', 'global'], ['compile-cache', 'module'], ['diagnostic-channel', 'diagnostics-channel'],
  ['client-request', 'http'], ['outgoing-message', 'http'], ['gc-http', 'http'], ['set-incoming-message', 'http'],
  ['fastutf8stream', 'stream'], ['filehandle', 'fs'], ['cpu-prof', 'inspector'], ['heap-prof', 'inspector'],
  ['watch-mode', 'cli'], ['blocklist', 'net'], ['duplex', 'stream'], ['structuredClone', 'worker'], ['sigint', 'process'],
  ['node-output', 'errors'], ['sys', 'util'], ['delayed-require', 'require'], ['directory-import', 'es-module'],
  ['listen-fd', 'net'], ['fileurltopathbuffer', 'url'], ['diff', 'util'], ['whatwg-headers', 'fetch'], ['gc-net', 'net'],
  ['destroy-socket-in-lookup', 'net'], ['resource-usage', 'process'], ['cwd-enoent', 'process'], ['beforeexit', 'process'], ['tojson', 'global'], ['date', 'global'],
].map(([start, module = start]) => [start, module]));

function moduleOf(folder, base) {
  if (folder === 'es-module' || folder === 'async-hooks') return folder;
  if (folder === 'message' || folder === 'pseudo-tty') return folder;
  const words = base.replace(/^test-/, '').replace(/\.m?js$/, '').split('-');
  for (let count = words.length; count > 0; count--) {
    const module = MODULES.get(words.slice(0, count).join('-'));
    if (module !== undefined) return module;
  }
  return 'other';
}

function isControl(base) {
  return /[37bf]$/.test(sha1(base));
}

function sha1(text) {
  return crypto.createHash('sha1').update(text).digest('hex');
}

function exclusionOf(base, source) {
  for (const [reason, pattern] of EXCLUDED_NAMES) if (pattern.test(base)) return reason;
  for (const [reason, pattern] of EXCLUSIONS) if (pattern.test(source)) return reason;
  return null;
}

/** The words behind the first comment `// LABEL:` of a test file. */
function headerWords(source, label) {
  const match = new RegExp(`//\\s+${label}:(.*)`).exec(source);
  return match === null ? [] : match[1].trim().split(/\s+/).filter(Boolean);
}

/**
 * @typedef {object} TestFile
 * @property {string} name path below test/, such as `parallel/test-a.js`
 * @property {string} key `name`, or its SHA-1 for a control file: what stored results call it
 * @property {string} path absolute path
 * @property {string} module
 * @property {boolean} control
 * @property {string|null} excluded why it is left out of the count
 * @property {string[]} flags
 * @property {Record<string, string>} env
 * @property {boolean} serial wants the fixed port: gets a network namespace
 * @property {string|null} expected path of the expected output
 * @property {boolean} terminal runs on a pseudo terminal
 */

/**
 * @param {string} root folder that node-compat/fetch made
 * @returns {TestFile[]} sorted by name
 */
function readSuite(root) {
  const files = [];
  for (const folder of FOLDERS) {
    const dir = path.join(root, 'test', folder.name);
    for (const base of fs.readdirSync(dir)) {
      if (!folder.isTest.test(base)) continue;
      files.push(describeFile(folder, dir, base));
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describeFile(folder, dir, base) {
  const file = path.join(dir, base);
  const source = fs.readFileSync(file, 'utf8');
  const name = `${folder.name}/${base}`;
  const control = isControl(base);
  const expected = folder.expectsOutput ? file.replace(/\.m?js$/, '.out') : null;
  return {
    name,
    key: control ? sha1(name) : name,
    path: file,
    module: moduleOf(folder.name, base),
    control,
    excluded: exclusionOf(base, source),
    flags: headerWords(source, 'Flags'),
    env: Object.fromEntries(headerWords(source, 'Env').map((pair) => pair.split('='))),
    serial: folder.serial === true,
    expected,
    terminal: folder.terminal === true,
  };
}

/**
 * Makes a predicate of patterns: one with `*` is matched against the base name or the name, another is looked for in
 * the name.
 * @param {string[]} patterns none: everything matches
 * @returns {(file: TestFile) => boolean}
 */
function matcher(patterns) {
  if (patterns.length === 0) return () => true;
  const tests = patterns.map((pattern) => {
    if (!pattern.includes('*')) return (name) => name.includes(pattern);
    const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    const expression = new RegExp(`^${source}$`);
    return (name) => expression.test(name) || expression.test(path.basename(name)) ||
      expression.test(path.basename(name).replace(/\.m?js$/, ''));
  });
  return (file) => tests.some((test) => test(file.name));
}

module.exports = { readSuite, matcher, moduleOf };
