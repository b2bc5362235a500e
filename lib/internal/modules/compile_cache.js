'use strict';
// The compile cache on disk: V8's code caches of user modules (Node's documentation: module, "Module compile cache").
// Callers: cjs/compile.js and esm/translate.js (read, compiled), module_api.js and bootstrap/main.js (enable), exit.
//
// One file a module: BASE/VERSION-ARCH-TAG-UID/KEY. It holds a header of hashes and lengths and the code cache. A file
// whose hashes do not fit the source, or that is damaged, counts as none; it is written anew at exit or by flush.

const { codeCacheTag } = binding('modules');

const kStatus = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 });
const kMagic = 0x50434331;
const kHeaderBytes = 20;  // magic, source hash, source length, cache hash, cache length

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
  /** @param {string} base folder as it was given @param {string} folder with the version's part */
  constructor(base, folder, portable) {
    this.base = base;
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
      name = path.isAbsolute(file) ? path.relative(this.base, file) : file;
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

  load(entry) {
    const fs = require('fs');
    const { kind, filename, file } = entry;
    const prefix = `reading cache from ${file} for ${kind} ${filename}...`;
    let bytes;
    try {
      bytes = fs.readFileSync(file);
    } catch (error) {
      debug(`${prefix} ${reasonOf(error)}`);
      return undefined;
    }
    if (bytes.length < kHeaderBytes || bytes.readUInt32LE(0) !== kMagic) {
      debug(`${prefix} magic number mismatch`);
      return undefined;
    }
    if (bytes.readUInt32LE(8) !== entry.size) {
      debug(`${prefix} code size mismatch: expected ${entry.size}, actual ${bytes.readUInt32LE(8)}`);
      if (bytes.readUInt32LE(4) === entry.hash) return undefined;
    }
    if (bytes.readUInt32LE(4) !== entry.hash) {
      debug(`${prefix} code hash mismatch: expected ${entry.hash.toString(16)}, actual ${bytes.readUInt32LE(4).toString(16)}`);
      return undefined;
    }
    const data = bytes.subarray(kHeaderBytes);
    if (data.length !== bytes.readUInt32LE(16) || crc32(data) !== bytes.readUInt32LE(12)) {
      debug(`${prefix} cache hash mismatch`);
      return undefined;
    }
    debug(`${prefix} success, size=${data.length}`);
    return data;
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
  }

  write(entry) {
    const { kind, filename, file } = entry;
    const name = `${kind} ${filename}`;
    if (entry.written || entry.make === undefined) return;
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
    const header = Buffer.alloc(kHeaderBytes);
    [kMagic, entry.hash, entry.size, crc32(bytes), bytes.length].forEach((value, i) => header.writeUInt32LE(value >>> 0, i * 4));
    // A reader sees the old file or the whole new one.
    const temporary = `${file}.${process.pid}`;
    try {
      fs.mkdirSync(this.folder, { recursive: true });
      fs.writeFileSync(temporary, Buffer.concat([header, bytes]));
      fs.renameSync(temporary, file);
      debug(`writing cache for ${name} in ${file}...success`);
    } catch (error) {
      debug(`writing cache for ${name} in ${file}...failed: ${error.message}`);
    }
  }
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
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    debug(`creating cache directory ${folder}...${reasonOf(error)}`);
    return { status: kStatus.FAILED, message: `Cannot create cache directory: ${reasonOf(error)}` };
  }
  debug(`resolved path ${directory} + ${versionFolder()} -> ${folder}`);
  debug(`creating cache directory ${folder}...success`);
  current = new CompileCache(base, folder, portable);
  process.on('exit', () => current.flush());
  return { status: kStatus.ENABLED, directory };
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
    debug('Disabled by NODE_DISABLE_COMPILE_CACHE');
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
  current?.flush();
}

module.exports = {
  kStatus, enableCompileCache, flushCompileCache,
  getCompileCache: () => current,
  getCompileCacheDir: () => current?.folder,
};
