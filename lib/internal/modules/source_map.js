'use strict';
// class SourceMap: which place of an original source a place of generated code comes from (ECMA-426, "Source map format",
// version 3). Public as module.SourceMap; caller: source_maps.js.

const { validateObject } = require('internal/validators');

const kDigits = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((c, i) => [c, i]));

/** Reads Base64 VLQ numbers one after the other. */
class VlqReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  get hasNumber() {
    const next = this.text[this.at];
    return next !== undefined && next !== ',' && next !== ';';
  }

  read() {
    let value = 0;
    let shift = 0;
    let digit;
    do {
      // A damaged map does not harm: what is no digit counts as 0.
      digit = kDigits.get(this.text[this.at++]) ?? 0;
      value |= (digit & 31) << shift;
      shift += 5;
    } while (digit & 32);
    return value & 1 ? -(value >>> 1) : value >>> 1;
  }
}

/** Appends the mappings of one map; its generated positions begin at (line, column). */
function readMappings(list, map, line, column) {
  const { sources, names = [], mappings } = map;
  const reader = new VlqReader(mappings);
  const state = { generatedColumn: column, source: 0, originalLine: 0, originalColumn: 0, name: 0 };
  for (; reader.at < mappings.length;) {
    const next = mappings[reader.at];
    if (next === ';') {
      line++;
      state.generatedColumn = 0;
    }
    if (next === ';' || next === ',') {
      reader.at++;
      continue;
    }
    list.push(readSegment(reader, state, line, sources, names));
  }
}

function readSegment(reader, state, line, sources, names) {
  state.generatedColumn += reader.read();
  const entry = {
    generatedLine: line, generatedColumn: state.generatedColumn, originalSource: undefined, originalLine: undefined,
    originalColumn: undefined, name: undefined,
  };
  if (!reader.hasNumber) return entry;
  state.source += reader.read();
  state.originalLine += reader.read();
  state.originalColumn += reader.read();
  entry.originalSource = sources[state.source];
  entry.originalLine = state.originalLine;
  entry.originalColumn = state.originalColumn;
  if (reader.hasNumber) {
    state.name += reader.read();
    entry.name = names[state.name];
  }
  return entry;
}

class SourceMap {
  #payload;
  #lineLengths;
  #entries = [];  // by generated position

  /** @param {object} payload the map as parsed JSON @param {{lineLengths?: number[]}} [options] of the generated code */
  constructor(payload, { lineLengths } = {}) {
    validateObject(payload, 'payload');
    this.#payload = structuredClone(payload);
    this.#lineLengths = Array.isArray(lineLengths) ? [...lineLengths] : undefined;
    if (Array.isArray(payload.sections)) {
      for (const { offset, map } of payload.sections) readMappings(this.#entries, map, offset.line, offset.column);
    } else {
      readMappings(this.#entries, payload, 0, 0);
    }
    this.#entries.sort((a, b) => a.generatedLine - b.generatedLine || a.generatedColumn - b.generatedColumn);
  }

  get payload() { return structuredClone(this.#payload); }

  get lineLengths() { return this.#lineLengths === undefined ? undefined : [...this.#lineLengths]; }

  /**
   * The mapping at or before a place; both numbers count from 0.
   * @returns {{generatedLine: number, generatedColumn: number, originalSource: string, originalLine: number,
   *   originalColumn: number, name?: string}|{}}
   */
  findEntry(lineOffset, columnOffset) {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { generatedLine, generatedColumn } = this.#entries[middle];
      const isAfter = generatedLine > lineOffset || (generatedLine === lineOffset && generatedColumn > columnOffset);
      if (isAfter) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? {} : { ...this.#entries[low - 1] };
  }

  /**
   * The original place of a place as stack traces count it, from 1.
   * @returns {{name?: string, fileName: string, lineNumber: number, columnNumber: number}|{}}
   */
  findOrigin(lineNumber, columnNumber) {
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    if (entry.originalSource === undefined) return {};
    return {
      name: entry.name,
      fileName: entry.originalSource,
      lineNumber: entry.originalLine + lineNumber - entry.generatedLine,
      columnNumber: entry.originalColumn + columnNumber - entry.generatedColumn,
    };
  }
}

module.exports = { SourceMap };
