'use strict';
// The compile cache on disk: V8's code caches of user modules (Node's documentation: module, "Module compile cache").
// Callers: cjs/compile.js and esm/translate.js (read, compiled), module_api.js and bootstrap/main.js (enable), exit.
//
// One file a module: BASE/VERSION-ARCH-TAG-UID/KEY. It holds a header of hashes and lengths and the code cache. A file
// whose hashes do not fit the source, or that is damaged, counts as none; it is written anew at exit or by flush.

const { codeCacheTag } = binding('modules');

const kStatus = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 });
const kMagic = 0x50434331;
const kHeaderBytes = 20;  // magic, source length, cache length, source hash, cache hash

let current;

function crc32(data) {
  return require('zlib').crc32(data);
}

function debug(text) {
  if (process.env.NODE_DEBUG_NATIVE?.split(',').some((name) => /^(all|compile_cache)$/i.test(name))) {
    binding('runtime').writeStderr(`[compile cache] ${text}\n`);
  }
}

class CompileCache {
  /** @param {string} folder with the version's part @param {boolean} portable whether names are relative to it */
  constructor(folder, portable) {
    this.folder = folder;
    this.portable = portable;
    this.entries = new Map();  // key -> entry
  }

  /** The name of a module's file: by its kind and its path, which is relative to the cache if that is portable. */
  keyOf(kind, filename) {
    let name = filename;
    if (this.portable) {
      const path = require('path');
      const { fileURLToPath } = require('url');
      const file = name.startsWith('file:') ? fileURLToPath(name) : name;
      name = path.isAbsolute(file) ? path.relative(this.folder, file) : file;
      debug(`using relative path ${name} from ${this.folder}`);
    }
    return crc32(`${kind}:${name}`).toString(16).padStart(8, '0');
  }

  /**
   * What is known of a module.
   * @param {'CommonJS'|'ESM'|'StrippedTypeScript'|'TransformedTypeScript'|'TransformedTypeScriptWithSourceMaps'} kind
   * @param {string} filename or URL
   * @param {string} source
   */
  read(kind, filename, source) {
    const key = this.keyOf(kind, filename);
    const known = this.entries.get(key);
    const hash = crc32(source);
    if (known !== undefined && known.hash === hash) return known;
    const entry = { kind, filename, file: `${this.folder}/${key}`, hash, size: source.length, data: undefined, make: undefined };
    this.entries.set(key, entry);
    entry.data = this.load(entry);
    return entry;
  }

  /** The code cache in an entry's file, if that is whole and made of the entry's source. */
  load(entry) {
    const { kind, filename, file } = entry;
    const tell = (text) => debug(`reading cache from ${file} for ${kind} ${filename}...${text}`);
    let bytes;
    try {
      bytes = require('fs').readFileSync(file);
    } catch (error) {
      tell(error.code === 'EISDIR' ? `reading header failed, bytes read ${error.errno}, ${reasonOf(error)}` : ` ${reasonOf(error)}`);
      return undefined;
    }
    if (bytes.length < kHeaderBytes) {
      tell(`reading header failed, bytes read ${bytes.length}`);
      return undefined;
    }
    const header = [0, 4, 8, 12, 16].map((offset) => bytes.readUInt32LE(offset));
    const data = bytes.subarray(kHeaderBytes);
    const wrong = mismatch(header, entry, data);
    tell(`[${header.join(' ')}]...${wrong ?? ` success, size=${data.length}`}`);
    return wrong === undefined ? data : undefined;
  }

  /** After compiling: `make` gives the code cache when it is to be written. */
  compiled(entry, make) {
    if (entry.make !== undefined) return;
    entry.make = make;
    const name = `V8 code cache for ${entry.kind} ${entry.filename}`;
    if (entry.data !== undefined) debug(`${name} was accepted, keeping the in-memory entry`);
    else debug(`${name} was not initialized, initializing the in-memory entry`);
  }

  /**
   * JavaScript for a TypeScript source: from the cache, or what `transpile` makes.
   * @param {() => string} transpile
   */
  transpiled(kind, filename, source, transpile) {
    const entry = this.read(kind, filename, source);
    if (entry.text !== undefined) return entry.text;
    if (entry.data !== undefined) {
      debug(`retrieving transpile cache for ${kind} ${filename}...success`);
      entry.make ??= () => entry.text;
      return (entry.text = entry.data.toString());
    }
    debug(`no transpile cache for ${kind} ${filename}`);
    entry.text = transpile();
    debug(`saving transpilation cache for ${kind} ${filename}`);
    entry.make = () => entry.text;
    return entry.text;
  }

  /** Writes what is new. */
  flush() {
    for (const entry of this.entries.values()) this.write(entry);
    debug('Clear deserialized cache.');
  }

  write(entry) {
    const { kind, filename, file } = entry;
    const name = `${kind} ${filename}`;
    if (entry.written) return;
    if (entry.make === undefined) {
      debug(`skip persisting ${name} because the cache was not initialized`);
      return;
    }
    if (entry.data !== undefined) {
      debug(`skip persisting ${name} because cache was the same`);
      return;
    }
    let data;
    try {
      data = entry.make();
    } catch {
      data = undefined;
    }
    if (data === undefined) return;
    entry.written = true;
    const fs = require('fs');
    const { Buffer } = require('buffer');
    const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const numbers = [kMagic, entry.size, bytes.length, entry.hash, crc32(bytes)];
    const header = Buffer.alloc(kHeaderBytes);
    numbers.forEach((number, i) => header.writeUInt32LE(number >>> 0, i * 4));
    // A reader sees the old file or the whole new one.
    const temporary = `${file}.${process.pid}-${require('worker_threads').threadId}`;
    debug(`Creating temporary file for cache of ${filename} (${kind})... -> ${temporary}`);
    let step = `writing cache for ${name} to temporary file ${temporary} [${numbers.join(' ')}]...`;
    try {
      fs.mkdirSync(this.folder, { recursive: true });
      fs.writeFileSync(temporary, Buffer.concat([header, bytes]));
      debug(`${step}success`);
      step = `Renaming ${temporary} to ${file}...`;
      fs.renameSync(temporary, file);
      debug(`${step}success`);
    } catch (error) {
      debug(`${step}failed: ${error.message}`);
    }
  }
}

/** How a file's header differs from what is expected, as text; undefined: it does not. */
function mismatch([magic, size, dataSize, hash, dataHash], entry, data) {
  const differs = (what, expected, actual) => (expected === actual ? undefined :
    `${what} mismatch: expected ${expected}, actual ${actual}`);
  return differs('magic number', kMagic, magic) ?? differs('code size', entry.size, size) ??
    differs('code hash', entry.hash, hash) ?? differs('cache size', dataSize, data.length) ??
    differs('cache hash', dataHash, crc32(data));
}

function typeError(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

function versionFolder() {
  const uid = process.getuid?.() ?? 0;
  return `${process.version}-${process.arch}-${codeCacheTag().toString(16).padStart(8, '0')}-${uid}`;
}

/** "not a directory" of "ENOTDIR: not a directory, mkdir 'x'" */
function reasonOf(error) {
  return /^\w+: ([^,]*)/.exec(error.message)?.[1] ?? error.message;
}

function failed(message) {
  debug(message);
  return { status: kStatus.FAILED, message };
}

/**
 * Makes the cache's folder and turns the cache on.
 * @param {string} directory
 * @returns {{status: number, message?: string, directory?: string}}
 */
function enable(directory, portable) {
  const fs = require('fs');
  const path = require('path');
  const base = path.resolve(directory);
  const folder = path.join(base, versionFolder());
  if (portable) debug('using relative path');
  debug(`resolved path ${directory} + ${versionFolder()} -> ${folder}`);
  const refused = ['write', 'read'].find((access) => process.permission?.has(`fs.${access}`, folder) === false);
  if (refused !== undefined) return failed(`Skipping compile cache because ${refused} permission for ${folder} is not granted`);
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    debug(`creating cache directory ${folder}...${reasonOf(error)}`);
    return failed(`Cannot create cache directory: ${reasonOf(error)}`);
  }
  debug(`creating cache directory ${folder}...success`);
  current = new CompileCache(folder, portable);
  process.on('exit', () => current.flush());
  return { status: kStatus.ENABLED, directory: base };
}

/**
 * module.enableCompileCache()
 * @param {string|{directory?: string, portable?: boolean}} [options]
 */
function enableCompileCache(options) {
  let directory = options;
  let portable;
  if (typeof options === 'object' && options !== null) ({ directory, portable } = options);
  if (directory !== undefined && typeof directory !== 'string') throw typeError('cacheDir should be a string');
  const { env } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined) {
    debug('Disabled by NODE_DISABLE_COMPILE_CACHE.');
    return { status: kStatus.DISABLED, message: 'Disabled by NODE_DISABLE_COMPILE_CACHE' };
  }
  if (current !== undefined) return { status: kStatus.ALREADY_ENABLED, directory: current.folder };
  portable ??= env.NODE_COMPILE_CACHE_PORTABLE === '1';
  directory ??= env.NODE_COMPILE_CACHE || require('path').join(require('os').tmpdir(), 'node-compile-cache');
  return enable(directory, portable === true);
}

/** @param {boolean} [keepDeserializedCache] what was read stays in memory in any case: V8 has taken it over */
function flushCompileCache(keepDeserializedCache) {
  if (keepDeserializedCache !== undefined && typeof keepDeserializedCache !== 'boolean') {
    throw typeError('keepDeserializedCache should be a boolean');
  }
  if (current === undefined) return;
  debug('module.flushCompileCache() requested.');
  current.flush();
  debug('module.flushCompileCache() finished.');
}

module.exports = {
  kStatus, enableCompileCache, flushCompileCache,
  getCompileCache: () => current,
  getCompileCacheDir: () => current?.folder,
};
