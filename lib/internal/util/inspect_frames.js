'use strict';
// Colors of stack frames: the runtime's own frames are grey, the working directory too, packages are underlined.
// Callers: internal/util/inspect_error, when colors are on.

const BUILTIN_FRAME = /^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+(?:\)|$)/;
const PACKAGE = /([/\\]node_modules[/\\])((?:@[^/\\]+[/\\])?[^/\\]+)(?=[/\\])/g;

function workingDirectory() {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function isBuiltin(id) {
  return require('internal/builtins').ids().includes(id);
}

function markPackages(context, line) {
  return line.includes('node_modules') ?
    line.replace(PACKAGE, (all, folder, name) => `${folder}${context.stylize(name, 'module')}`) : line;
}

function markDirectory(context, line, directory) {
  let start = line.indexOf(directory);
  if (start === -1) return line;
  let length = directory.length;
  if (line.slice(start - 7, start) === 'file://') {
    start -= 7;
    length += 7;
  }
  // With its parenthesis, so that what stays bright is the path within the project.
  if (line[start - 1] === '(') {
    start--;
    length++;
  }
  const end = start + length + 1;
  const closes = line[start] === '(' && line.endsWith(')');
  const middle = closes ? line.slice(end, -1) : line.slice(end);
  const dim = (text) => context.stylize(text, 'undefined');
  return `${line.slice(0, start)}${dim(line.slice(start, end))}${middle}${closes ? dim(')') : ''}`;
}

/** @param {object} context @param {string[]} frames @returns {string[]} */
function colorFrames(context, frames) {
  const directory = workingDirectory();
  return frames.map((line) => {
    const builtin = BUILTIN_FRAME.exec(line);
    if (builtin !== null && isBuiltin(builtin[1])) return context.stylize(line, 'undefined');
    const marked = markPackages(context, line);
    return directory === undefined || directory === '/' ? marked : markDirectory(context, marked, directory);
  });
}

module.exports = { colorFrames };
