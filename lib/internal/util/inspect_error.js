'use strict';
// How util.inspect prints errors: the stack with the class's name set right, without what the keys or the cause show too.
// Callers: internal/util/inspect_kinds, the printer of uncaught errors. Stacks are user data: any type, any text.

const core = require('internal/util/inspect');

const errorToString = Error.prototype.toString;
const FRAMES_START = '\n    at';
// Stacks as long as V8's default limit are left alone.
const LONG_STACK = 10;
const MIN_COLLAPSED = 3;
const MIN_OVERLAP = 4;

const kUnreadable = Symbol('kUnreadable');  // what a property with a getter that throws is read as

function read(object, key) {
  try {
    return object[key];
  } catch {
    return kUnreadable;
  }
}

function ownText(error) {
  try {
    return Reflect.apply(errorToString, error, []);
  } catch {
    return tagText(error);
  }
}

// For an error that does not tell its name and message.
function tagText(error) {
  try {
    return Object.prototype.toString.call(error);
  } catch {
    return '[object Error]';
  }
}

// The stack as text, whatever user code has put there.
function stackText(context, error) {
  const stack = read(error, 'stack');
  if (typeof stack === 'string' && stack !== '') return stack;
  if (stack === kUnreadable) return ownText(error);
  if (!stack) return ownText(error);
  context.indentationLvl += 4;
  const shown = core.formatValue(context, stack, NaN);
  context.indentationLvl -= 4;
  return `${ownText(error)}\n    ${shown}`;
}

function isErrorObject(value) {
  return typeof value === 'object' && value !== null && (Error.isError(value) || value instanceof Error);
}

function indent(context, text) {
  return context.indentationLvl === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(context.indentationLvl)}`);
}

// Keys whose value the stack shows already.
function dropShownKeys(context, keys, error, stack) {
  if (context.showHidden || keys.length === 0) return;
  for (const name of ['name', 'message', 'stack']) {
    const index = keys.indexOf(name);
    if (index === -1) continue;
    const value = read(error, name);
    if (typeof value !== 'string' || stack.includes(value)) keys.splice(index, 1);
  }
}

function addHiddenKeys(keys, error) {
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(read(error, 'errors')) && !keys.includes('errors')) keys.push('errors');
}

// What a stack calls the error itself: the words before a colon or the frames, or a single word that ends with Error.
function leadingName(stack) {
  const end = stack.search(/:|\n\s+at/);
  const words = end === -1 ? stack : stack.slice(0, end);
  const isName = end === -1 ? /^[\w-]*Error$/ : /^[A-Z][\w ()[\]-]+$/;
  return isName.test(words) ? words : '';
}

// Puts the class's name where the stack has only the error's `name`: 'Error: x' of a class FooError is 'FooError: x'.
function nameClass(stack, plan, name, isText) {
  const { name: className, tag } = plan;
  const { prefixOf } = require('internal/util/inspect_names');
  if (className === null) {
    const leading = leadingName(stack);
    const known = leading || 'Error';
    const also = known.includes(name) ? '' : ` [${name}]`;
    const joint = leading === '' && stack !== '' && also === '' ? ': ' : also;
    return `${prefixOf(null, tag, known).slice(0, -1)}${joint}${stack.slice(leading.length)}`;
  }
  const shown = prefixOf(className, tag, 'Error').slice(0, -1);
  if (!isText) {
    const start = stack.indexOf(name);
    const end = start + name.length;
    return start === -1 ? stack : `${stack.slice(0, end)} [${shown}]${stack.slice(end)}`;
  }
  const rest = stack[name.length];
  const startsWithName = stack.startsWith(name) && (rest === undefined || rest === ':' || rest === '\n');
  if (!startsWithName) return stack;
  if (!name.endsWith('Error')) return stack;
  if (className === name) return stack;
  return `${shown}${className.includes(name) ? '' : ` [${name}]`}${stack.slice(name.length)}`;
}

/**
 * The base text of an error. Changes plan.keys: drops what the stack shows, adds cause and errors.
 * @param {object} context
 * @param {Error} error
 * @param {object} plan
 * @returns {string}
 */
function formatError(context, error, plan) {
  const ownName = read(error, 'name');
  const message = read(error, 'message');
  let stack = typeof ownName === 'symbol' || message === kUnreadable ? tagText(error) : stackText(context, error);
  if (stack.startsWith('[object ') && stack === tagText(error)) {
    addHiddenKeys(plan.keys, error);
    return stack;
  }
  dropShownKeys(context, plan.keys, error, stack);
  addHiddenKeys(plan.keys, error);
  const name = ownName == null ? 'Error' : String(ownName);
  stack = nameClass(stack, plan, name, ownName == null || typeof ownName === 'string');

  // The message may itself hold lines that look like frames.
  let after = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  if (after !== -1) after += message.length;
  const start = stack.indexOf(FRAMES_START, after);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    const frames = stackFrames(context, stack.slice(start + 1), causeOf(error));
    const shown = context.colors ? require('internal/util/inspect_frames').colorFrames(context, frames) : frames;
    stack = `${stack.slice(0, start)}\n${shown.join('\n')}`;
  }
  return indent(context, stack);
}

/** Without calling a getter: showing an error runs no code of the program. */
function causeOf(error) {
  const own = Object.getOwnPropertyDescriptor(error, 'cause');
  return own === undefined || 'value' in own ? error.cause : undefined;
}

function stackFrames(context, text, cause) {
  const frames = text.split('\n');
  if (isErrorObject(cause)) dropCauseFrames(context, frames, cause);
  if (frames.length > LONG_STACK) collapseRecursion(context, frames);
  return frames;
}

// Frames that the cause's stack has too are named once.
function dropCauseFrames(context, frames, cause) {
  const causeStack = stackText(context, cause);
  const start = causeStack.indexOf(FRAMES_START);
  if (start === -1) return;
  const other = causeStack.slice(start + 1).split('\n');
  for (let i = 0; i <= frames.length - MIN_OVERLAP; i++) {
    const at = other.indexOf(frames[i]);
    if (at === -1) continue;
    let length = 1;
    while (i + length < frames.length && at + length < other.length && frames[i + length] === other[at + length]) {
      length++;
    }
    if (length < MIN_OVERLAP) continue;
    const note = `    ... ${length - 2} lines matching cause stack trace ...`;
    frames.splice(i + 1, length - 2, context.stylize(note, 'undefined'));
    return;
  }
}

function sameRun(frames, a, b, length) {
  if (b + length > frames.length) return false;
  for (let i = 0; i < length; i++) if (frames[a + i] !== frames[b + i]) return false;
  return true;
}

// The longest stretch after `start` that repeats the lines from `start` on.
function findRepeat(frames, start) {
  let best;
  for (let next = frames.indexOf(frames[start], start + 1); next !== -1;
    next = frames.indexOf(frames[start], next + 1)) {
    const length = next - start;
    let times = 0;
    while (sameRun(frames, start, next + times * length, length)) times++;
    if (times > 0 && (best === undefined || times * length > best.count)) {
      best = { at: next, length, times, count: times * length };
    }
    // A line that follows itself is the recursion; longer patterns that hold it are not looked for.
    if (length === 1) break;
  }
  return best !== undefined && best.count >= MIN_COLLAPSED ? best : undefined;
}

// Recursion fills a long stack with the same lines: they are counted instead.
function collapseRecursion(context, frames) {
  if (frames.length - new Set(frames).size <= MIN_COLLAPSED) return;
  for (let i = 0; i < frames.length; i++) {
    const repeat = findRepeat(frames, i);
    if (repeat === undefined) continue;
    const { at, length, times, count } = repeat;
    const note = times === 1 ? `    ... collapsed ${count} duplicate lines matching above lines ...` :
      `    ... collapsed ${count} duplicate lines matching above ${length} lines ${times} times...`;
    frames.splice(at, count, context.stylize(note, 'undefined'));
    i = at;
  }
}

module.exports = { formatError };
