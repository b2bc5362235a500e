'use strict';
// Glob patterns: braces, wildcards, classes and extended globs (bash manual, "Pattern Matching"; the README of minimatch,
// whose behaviour Node documents). Callers: internal/fs/glob, internal/path/shared (path.matchesGlob).
//
//   compile('src/**/*.{js,ts}')  ->  [['src', GLOBSTAR, /re/], ['src', GLOBSTAR, /re/]]
//
// A part is GLOBSTAR, a text (a plain name), or a RegExp for one name. Wildcards do not match a name's leading dot.

const GLOBSTAR = Symbol('**');

// ---- braces ----

/** The index behind the bracket that closes the one at `start`, with the commas of this level; -1: it is not closed. */
function findBrace(text, start) {
  const commas = [];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === '{') depth++;
    else if (c === ',' && depth === 1) commas.push(i);
    else if (c === '}' && --depth === 0) return { end: i, commas };
  }
  return null;
}

const RANGE = /^(?:(-?\d+)\.\.(-?\d+)|([a-zA-Z])\.\.([a-zA-Z]))(?:\.\.(-?\d+))?$/;
const kMaxRange = 100000;

// {1..3}, {a..e}, {01..10..2}
function expandRange(body) {
  const match = RANGE.exec(body);
  if (match === null) return null;
  const isNumber = match[1] !== undefined;
  const from = isNumber ? Number(match[1]) : match[3].charCodeAt(0);
  const to = isNumber ? Number(match[2]) : match[4].charCodeAt(0);
  const step = Math.max(Math.abs(Number(match[5] ?? 1)), 1);
  const padded = isNumber && /^-?0\d/.test(match[1]) ? match[1].length : isNumber && /^-?0\d/.test(match[2]) ? match[2].length : 0;
  const items = [];
  for (let at = from; from <= to ? at <= to : at >= to; at += from <= to ? step : -step) {
    if (items.length === kMaxRange) break;
    if (isNumber) items.push(at < 0 ? `-${String(-at).padStart(padded - 1, '0')}` : String(at).padStart(padded, '0'));
    else items.push(String.fromCharCode(at));
  }
  return items;
}

/** @param {string} text @returns {string[]} */
function expandBraces(text) {
  for (let start = 0; start < text.length; start++) {
    if (text[start] === '\\') {
      start++;
      continue;
    }
    if (text[start] !== '{' || text[start - 1] === '$') continue;
    const brace = findBrace(text, start);
    if (brace === null) continue;
    const before = text.slice(0, start);
    const body = text.slice(start + 1, brace.end);
    const after = expandBraces(text.slice(brace.end + 1));
    let items;
    if (brace.commas.length > 0) {
      items = [];
      let from = start + 1;
      for (const end of [...brace.commas, brace.end]) {
        items.push(...expandBraces(text.slice(from, end)));
        from = end + 1;
      }
    } else {
      // One thing in braces is itself, but may hold braces.
      items = expandRange(body) ?? expandBraces(body).map((item) => `{${item}}`);
    }
    return items.flatMap((item) => after.map((rest) => before + item + rest));
  }
  return [text];
}

// ---- one name ----

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;
const escape = (text) => text.replace(SPECIAL, '\\$&');
const POSIX = {
  __proto__: null,
  alnum: '\\p{L}\\p{Nl}\\p{Nd}', alpha: '\\p{L}\\p{Nl}', ascii: '\\x00-\\x7f', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}',
  digit: '\\p{Nd}', lower: '\\p{Ll}', print: '\\P{C}', punct: '\\p{P}', space: '\\p{Z}\\t\\r\\n\\v\\f', upper: '\\p{Lu}',
  word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}', xdigit: 'A-Fa-f0-9',
};

/** A class like [!a-z[:digit:]] at `start`: its RegExp source and end; null: the bracket is a plain character. */
function parseClass(text, start) {
  let i = start + 1;
  let negated = false;
  if (text[i] === '!' || text[i] === '^') {
    negated = true;
    i++;
  }
  let body = '';
  for (let first = true; i < text.length; first = false) {
    const c = text[i];
    if (c === ']' && !first) {
      return { source: negated ? `[^/${body}]` : `(?:(?!/)[${body}])`, end: i + 1 };
    }
    const named = c === '[' ? /^\[:(\w+):\]/.exec(text.slice(i)) : null;
    if (named !== null && named[1] in POSIX) {
      body += POSIX[named[1]];
      i += named[0].length;
    } else if (c === '\\' && i + 1 < text.length) {
      body += escapeInClass(text[i + 1]);
      i += 2;
    } else {
      body += c === '-' ? '-' : escapeInClass(c);
      i++;
    }
  }
  return null;
}

function escapeInClass(c) {
  return /[\\\]^[-]/.test(c) || /[&!#$%*+,.:;<=>?@`~]/.test(c) ? `\\${c}` : c;
}

/** The alternatives of an extended glob whose "(" is at `start`. */
function parseAlternatives(text, start) {
  const items = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') {
      i++;
    } else if (c === '[') {
      const end = parseClass(text, i)?.end;
      if (end !== undefined) i = end - 1;
    } else if (c === '(') {
      depth++;
    } else if (c === '|' && depth === 1) {
      items.push(text.slice(from, i));
      from = i + 1;
    } else if (c === ')' && --depth === 0) {
      items.push(text.slice(from, i));
      return { items, end: i + 1 };
    }
  }
  return null;
}

const NO_DOT = '(?!\\.)';

/**
 * The RegExp source of a name's pattern.
 * @param {string} text
 * @param {boolean} isStart whether this is the beginning of the name, where wildcards spare a dot
 * @param {string} tail source of what follows, which !(...) has to look at
 */
function toSource(text, isStart, tail) {
  if (text === '') return '';
  const c = text[0];
  const guard = isStart ? NO_DOT : '';
  if ('?*+@!'.includes(c) && text[1] === '(') {
    const group = parseAlternatives(text, 1);
    if (group !== null) {
      const rest = toSource(text.slice(group.end), false, tail);
      const inner = group.items.map((item) => toSource(item, isStart, rest + tail)).join('|');
      if (c === '!') return `(?:${guard}(?!(?:${inner})${rest}${tail}$)[^/]*?)${rest}`;
      return `(?:${inner})${c === '@' ? '' : c}${rest}`;
    }
  }
  if (c === '*') {
    const stars = /^\*+/.exec(text)[0].length;
    const rest = toSource(text.slice(stars), false, tail);
    return `${guard}${isStart && rest === '' ? '[^/]+?' : '[^/]*?'}${rest}`;
  }
  if (c === '?') return `${guard}[^/]${toSource(text.slice(1), false, tail)}`;
  if (c === '[') {
    const set = parseClass(text, 0);
    if (set !== null) return `${guard}${set.source}${toSource(text.slice(set.end), false, tail)}`;
  }
  if (c === '\\' && text.length > 1) return escape(text[1]) + toSource(text.slice(2), false, tail);
  return escape(c) + toSource(text.slice(1), false, tail);
}

const MAGIC = /[*?[\\]|[+@!]\(/;

function compilePart(part) {
  if (part === '**') return GLOBSTAR;
  if (!MAGIC.test(part)) return part;
  try {
    return new RegExp(`^${toSource(part, true, '')}$`, 'u');
  } catch {
    return part.replace(/\\(.)/g, '$1');  // an impossible class matches nothing but itself
  }
}

/**
 * @param {string} pattern with "/" between its parts
 * @returns {Array<Array<string|RegExp|symbol>>} one list of parts for each expansion of the braces
 */
function compile(pattern) {
  return expandBraces(pattern).map((one) => {
    const parts = [];
    for (const part of one.split('/').map(compilePart)) {
      if (part === GLOBSTAR && parts.at(-1) === GLOBSTAR) continue;
      parts.push(part);
    }
    return parts;
  });
}

/** Whether a name fits a part that is not GLOBSTAR. */
function fits(part, name) {
  return typeof part === 'string' ? part === name : part.test(name);
}

function matchFrom(parts, i, names, k) {
  for (; i < parts.length; i++, k++) {
    const part = parts[i];
    if (part === GLOBSTAR) {
      if (i === parts.length - 1) return k < names.length && names.slice(k).every((name) => !name.startsWith('.'));
      for (;; k++) {
        if (matchFrom(parts, i + 1, names, k)) return true;
        if (k >= names.length || names[k].startsWith('.')) return false;
      }
    }
    if (k >= names.length || !fits(part, names[k])) return false;
  }
  return k === names.length;
}

/** Whether a whole path fits one of the compiled patterns. */
function matches(compiled, path) {
  const names = path.split('/');
  if (compiled.some((parts) => matchFrom(parts, 0, names, 0))) return true;
  // A slash at the end of the path counts only when the pattern asks for it.
  if (names.length < 2 || names.pop() !== '' || path === '/') return false;
  return compiled.some((parts) => matchFrom(parts, 0, names, 0));
}

module.exports = { compile, expandBraces, fits, GLOBSTAR, matches };
