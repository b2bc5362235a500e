'use strict';
// What test/phase/record and test/phase/check share: the list of scripts and one run of one script.
//
// A script's first comment line says what it shows. `// Tag: undetermined` on the second marks an order that Node's
// documentation leaves open: of such a script only the set of lines counts. NAME.out holds what Node 24.21.0 printed,
// and a last line `[exit N]` where it ended with N other than 0.

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const LIMIT_MS = 20000;

/**
 * @param {string[]} patterns names or parts of names; none: all scripts
 * @returns {Array<{name: string, file: string, out: string, undetermined: boolean}>}
 */
function readScripts(patterns) {
  const names = fs.readdirSync(__dirname)
    .filter((base) => base.endsWith('.js') && base !== 'harness.js')
    .map((base) => base.slice(0, -3));
  const wanted = (name) => patterns.length === 0 ||
    patterns.some((pattern) => (names.includes(pattern) ? name === pattern : name.includes(pattern)));
  return names.filter(wanted).map(describe);
}

function describe(name) {
  const file = path.join(__dirname, `${name}.js`);
  const undetermined = fs.readFileSync(file, 'utf8').split('\n', 2)[1] === '// Tag: undetermined';
  return { name, file, out: path.join(__dirname, `${name}.out`), undetermined };
}

/** @returns {Promise<string>} what the script printed on standard output, and how it ended */
function runScript(binary, script) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [script.file], { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    let output = '';
    let errors = '';
    const timer = setTimeout(() => { output += '[no end]\n'; child.kill('SIGKILL'); }, LIMIT_MS);
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { errors += data; });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) output += `[exit ${code ?? signal}]\n`;
      resolve({ output, errors });
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
