'use strict';
// What record, check, reasons and peers in this folder share: the list of scripts and one run of one script.
//
// A script's first comment line says what it shows. `// Tag: undetermined` on the second marks an order that Node's
// documentation leaves open: of such a script only the set of lines counts. NAME.out holds what Node 24.21.0 printed,
// and a last line `[exit N]` where it ended with N other than 0.

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const LIMIT_MS = 20000;
const OURS = ['harness.js', 'facts.js'];

/**
 * @param {string[]} patterns names or parts of names; none: all scripts
 * @returns {Array<{name: string, file: string, title: string, out: string, reasons: string, undetermined: boolean}>}
 */
function readScripts(patterns) {
  const bases = fs.readdirSync(__dirname)
    .filter((base) => /\.m?js$/.test(base) && !OURS.includes(base));
  const names = bases.map(nameOf);
  const wanted = (base) => patterns.length === 0 ||
    patterns.some((pattern) => (names.includes(pattern) ? nameOf(base) === pattern : base.includes(pattern)));
  return bases.filter(wanted).map(describe);
}

const nameOf = (base) => base.replace(/\.m?js$/, '');

function describe(base) {
  const file = path.join(__dirname, base);
  const name = nameOf(base);
  const { 0: title, 1: tag } = fs.readFileSync(file, 'utf8').split('\n', 2);
  return {
    name, file, title: title.slice(3), out: path.join(__dirname, `${name}.out`), reasons: path.join(__dirname, `${name}.reasons`),
    undetermined: tag === '// Tag: undetermined',
  };
}

/**
 * @param {string} binary
 * @param {{file: string}} script
 * @param {string[]} [options] of the binary, before the file
 * @param {number} [limit] ms
 * @returns {Promise<{output: string, errors: string, code: number|null}>} what the script printed on standard output, and how it ended
 */
function runScript(binary, script, options = [], limit = LIMIT_MS) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...options, script.file], { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    let output = '';
    let errors = '';
    const timer = setTimeout(() => { output += '[no end]\n'; child.kill('SIGKILL'); }, limit);
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { errors += data; });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) output += `[exit ${code ?? signal}]\n`;
      resolve({ output, errors, code });
    });
  });
}

function environment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^NODE_|^FORCE_COLOR$|^NO_COLOR$/.test(name)) delete env[name];
  return env;
}

/** The form of an output in which two runs are compared. */
function comparable(script, output) {
  return script.undetermined ? output.split('\n').sort().join('\n') : output;
}

/** Runs `work(item)` over all items, `jobs` at a time. */
async function forEach(items, jobs, work) {
  let next = 0;
  const worker = async () => { while (next < items.length) await work(items[next++]); };
  await Promise.all(Array.from({ length: jobs }, worker));
}

module.exports = { readScripts, runScript, comparable, forEach };
