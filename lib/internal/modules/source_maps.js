'use strict';
// Source maps of loaded code: which there are, and stacks and places that go by them (--enable-source-maps,
// module.setSourceMapsSupport). A map is read when it is first needed. Callers: cjs/compile.js, esm/translate.js, lib/vm.js
// (noteSourceMap), internal/errors.js (stacks), internal/process/uncaught.js (the place that is shown), lib/util.js (getCallSites).

const { validateBoolean, validateObject } = require('internal/validators');
const { getOptionValue } = require('internal/options');

const notes = new Map();  // URL of the code -> { mapURL, map }: map is a SourceMap, null if it cannot be read, or undefined

let support;

function enabledByCommandLine() {
  // Transformed TypeScript has lines of its own: its maps count unless they are refused.
  return getOptionValue('--enable-source-maps') === true ||
    (getOptionValue('--experimental-transform-types') === true && !process.execArgv.includes('--no-enable-source-maps'));
}

/** @returns {{enabled: boolean, nodeModules: boolean, generatedCode: boolean}} */
function currentSupport() {
  if (support === undefined) {
    const enabled = enabledByCommandLine();
    support = { __proto__: null, enabled, nodeModules: enabled, generatedCode: enabled };
    if (enabled) require('internal/errors').setStackMapper(mapTrace);
  }
  return support;
}

function getSourceMapsSupport() {
  return Object.freeze({ __proto__: null, ...currentSupport() });
}

/**
 * @param {boolean} enabled
 * @param {{nodeModules?: boolean, generatedCode?: boolean}} [options]
 */
function setSourceMapsSupport(enabled, options = {}) {
  validateBoolean(enabled, 'enabled');
  validateObject(options, 'options');
  const { nodeModules = false, generatedCode = false } = options;
  validateBoolean(nodeModules, 'options.nodeModules');
  validateBoolean(generatedCode, 'options.generatedCode');
  support = { __proto__: null, enabled, nodeModules, generatedCode };
  require('internal/errors').setStackMapper(enabled ? mapTrace : undefined);
}

function urlOf(name) {
  return name[0] === '/' ? require('url').pathToFileURL(name).href : name;
}

/**
 * Code has been compiled.
 * @param {string} name its file name or URL
 * @param {() => string|undefined} mapURL what its "//# sourceMappingURL=" says
 * @param {boolean} [isGenerated] by eval, new Function or vm
 */
function noteSourceMap(name, mapURL, isGenerated = false) {
  const { enabled, nodeModules, generatedCode } = currentSupport();
  if (!enabled || (isGenerated && !generatedCode)) return;
  if (!nodeModules && /[\\/]node_modules[\\/]/.test(name)) return;
  const url = mapURL();
  if (typeof url === 'string' && url !== '') notes.set(urlOf(name), { mapURL: url, map: undefined });
}

/** The JSON behind a map's URL: a data: URL, or a file beside the code. */
function readPayload(codeURL, mapURL) {
  const data = /^data:[^,]*?(;base64)?,(.*)$/s.exec(mapURL);
  if (data !== null) {
    const { Buffer } = require('buffer');
    const text = data[1] === undefined ? decodeURIComponent(data[2]) : Buffer.from(data[2], 'base64').toString();
    return resolveSources(JSON.parse(text), codeURL);
  }
  const url = new URL(mapURL, codeURL);
  return resolveSources(JSON.parse(require('fs').readFileSync(url, 'utf8')), url.href);
}

/** Of the code in a file; undefined for other code. */
function lineLengthsOf(url) {
  if (!url.startsWith('file:')) return undefined;
  try {
    return require('fs').readFileSync(new URL(url), 'utf8').split(/\n|\u2028|\u2029/).map((line) => line.length);
  } catch {
    return undefined;
  }
}

/** Sources are relative to the map. */
function resolveSources(payload, base) {
  const { sources, sourceRoot = '' } = payload;
  if (Array.isArray(sources)) {
    payload.sources = sources.map((source) => URL.parse(`${sourceRoot}${source}`, base)?.href ?? source);
    payload.sourceRoot = '';
  }
  return payload;
}

/**
 * module.findSourceMap()
 * @param {string} path or file: URL of generated code
 * @returns {object|undefined} a SourceMap
 */
function findSourceMap(path) {
  if (typeof path !== 'string' || notes.size === 0) return undefined;
  const url = urlOf(path);
  const note = notes.get(url);
  if (note === undefined) return undefined;
  if (note.map === undefined) {
    const { SourceMap } = require('internal/modules/source_map');
    try {
      note.map = new SourceMap(readPayload(url, note.mapURL), { lineLengths: lineLengthsOf(url) });
    } catch {
      note.map = null;  // a map that is missing or damaged does not harm the program
    }
  }
  return note.map ?? undefined;
}

function shownName(source) {
  return source.startsWith('file:') ? require('url').fileURLToPath(source) : source;
}

// ---- stacks ----

/** The frame's text with its original place and, where the map knows it, the function's original name. `caller`: the next frame. */
function mapFrame(site, caller) {
  const text = `${site}`;
  const name = site.getFileName() ?? site.getScriptNameOrSourceURL?.();
  const map = typeof name === 'string' ? findSourceMap(name) : undefined;
  const line = site.getLineNumber();
  if (map === undefined || line === null) return text;
  const entry = map.findEntry(line - 1, site.getColumnNumber() - 1);
  if (entry.originalSource === undefined) return text;
  const place = `${shownName(entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  const open = text.endsWith(')') ? text.lastIndexOf(' (') : -1;
  if (open === -1) return `${text.startsWith('async ') ? 'async ' : ''}<anonymous> (${place})`;
  return `${withOriginalName(text.slice(0, open), site, caller, map)} (${place})`;
}

/** The name at a place, which the map's generator may have noted where a function begins or where it is called. */
function nameAt(map, line, column) {
  return line ? map.findEntry(line - 1, column - 1).name : undefined;
}

function withOriginalName(text, site, caller, map) {
  const generated = site.getFunctionName();
  if (!generated) return text;
  const isSameFile = caller?.getFileName() === site.getFileName();
  const name = nameAt(map, site.getEnclosingLineNumber?.(), site.getEnclosingColumnNumber?.()) ??
    (isSameFile ? nameAt(map, caller.getLineNumber(), caller.getColumnNumber()) : undefined);
  return name === undefined ? text : text.replace(generated, () => name);
}

/** The text of a stack. @param {string} header @param {object[]} callSites */
function mapTrace(header, callSites) {
  const frames = [];
  callSites.forEach((site, i) => {
    try {
      frames.push(mapFrame(site, callSites[i + 1]));
    } catch {
      frames.push(`${site}`);
    }
  });
  return frames.length === 0 ? header : `${header}\n    at ${frames.join('\n    at ')}`;
}

/**
 * A frame of util.getCallSites() with its original place, where a map knows it.
 * @param {{functionName: string, scriptName: string, lineNumber: number, columnNumber: number}} site
 */
function mapCallSite(site) {
  const { functionName, scriptName, lineNumber, columnNumber } = site;
  const { name, originalSource, originalLine, originalColumn } = findSourceMap(scriptName)?.findEntry(lineNumber - 1, columnNumber - 1) ?? {};
  if (originalSource === undefined) return site;
  const column = originalColumn + 1;
  return {
    __proto__: null, functionName: name ?? functionName, scriptName: originalSource, lineNumber: originalLine + 1, column, columnNumber: column,
  };
}

function originalLine(map, entry) {
  const { sources, sourcesContent } = map.payload;
  const index = sources?.indexOf(entry.originalSource) ?? -1;
  const text = sourcesContent?.[index] ?? require('fs').readFileSync(new URL(entry.originalSource), 'utf8');
  return text.split(/\r?\n/)[entry.originalLine];
}

/**
 * "file:line", source line and caret of an uncaught error, for the original source.
 * @param {string} arrow for the generated code
 */
function mapArrow(arrow) {
  const match = /^(.*):(\d+)\n.*\n(\s*)\^/.exec(arrow);
  const map = match === null ? undefined : findSourceMap(match[1]);
  if (map === undefined) return arrow;
  const entry = map.findEntry(Number(match[2]) - 1, match[3].length);
  if (entry.originalSource === undefined) return arrow;
  try {
    const line = originalLine(map, entry);
    if (line === undefined) return arrow;
    const indent = line.slice(0, entry.originalColumn).replace(/[^\t]/g, ' ');
    return `${shownName(entry.originalSource)}:${entry.originalLine + 1}\n${line}\n${indent}^\n`;
  } catch {
    return arrow;
  }
}

module.exports = {
  enabledByCommandLine, findSourceMap, getSourceMapsSupport, mapArrow, mapCallSite, noteSourceMap, setSourceMapsSupport,
};
