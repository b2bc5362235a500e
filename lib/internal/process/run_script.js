'use strict';
// --run: a command of the nearest package.json's "scripts" (Node's documentation, "Command-line API", --run). Caller:
// bootstrap/main.js. The program does nothing else: it ends with the command.

const fs = require('fs');
const path = require('path');

function fail(text) {
  binding('runtime').writeStderr(`${text}\n`);
  process.reallyExit(1);
}

/** The current directory and those above it, nearest first. */
function ancestors() {
  const list = [];
  for (let directory = process.cwd(); ; directory = path.dirname(directory)) {
    list.push(directory);
    if (directory === path.dirname(directory)) return list;
  }
}

function isDirectory(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** @returns {object} the "scripts" of a package.json; the program ends without one */
function readScripts(file) {
  let content;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    fail(`Can't parse ${file}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    fail(`Root value unexpected not an object for ${file}\n`);
  }
  const { scripts } = content;
  if (typeof scripts !== 'object' || scripts === null) fail(`Can't find "scripts" field in ${file}`);
  return scripts;
}

function listed(scripts) {
  const lines = Object.keys(scripts).filter((name) => typeof scripts[name] === 'string');
  return lines.map((name) => `\n  ${name}: ${scripts[name]}`).join('');
}

// One word for the shell, whatever stands in it.
function quoted(argument) {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll('\'', '\'\\\'\'')}'`;
}

/**
 * Runs the command and ends the program.
 * @param {string} name of the script
 * @param {string[]} args what stood behind `--`
 */
function runScript(name, args) {
  const directories = ancestors();
  const home = directories.find((directory) => fs.existsSync(path.join(directory, 'package.json')));
  if (home === undefined) fail(`Can't find package.json for directory ${process.cwd()}`);
  const file = path.join(home, 'package.json');
  const scripts = readScripts(file);
  if (!Object.hasOwn(scripts, name)) {
    fail(`Missing script: "${name}" for ${file}\n\nAvailable scripts are:${listed(scripts)}`);
  }
  if (typeof scripts[name] !== 'string') fail(`Script "${name}" is unexpectedly not a string for ${file}\n`);
  const programs = directories.map((directory) => path.join(directory, 'node_modules', '.bin')).filter(isDirectory);
  const env = {
    ...process.env,
    PATH: [...programs, process.env.PATH ?? ''].join(path.delimiter),
    NODE_RUN_SCRIPT_NAME: name,
    NODE_RUN_PACKAGE_JSON_PATH: file,
  };
  const command = [scripts[name], ...args.map(quoted)].join(' ');
  const { status, error } = require('child_process').spawnSync('/bin/sh', ['-c', command], { cwd: home, env, stdio: 'inherit' });
  process.reallyExit(error !== undefined || status > 0 ? 1 : 0);
}

module.exports = { runScript };
