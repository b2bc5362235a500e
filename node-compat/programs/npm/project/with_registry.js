'use strict';
// Installs a project from a registry: this process serves two packages over HTTP, npm fetches, unpacks and links them.

const { spawn } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');

const npm = path.join(__dirname, 'node_modules/npm/bin/npm-cli.js');
const tar = require('./node_modules/npm/node_modules/tar');

const sources = {
  greet: {
    manifest: { name: 'greet', version: '1.2.0', main: 'index.js', bin: { greet: 'cli.js' }, dependencies: { words: '^3.0.0' } },
    files: {
      'index.js': "module.exports = (who) => `${require('words').hello} ${who}`;\n",
      'cli.js': "#!/usr/bin/env node\nconsole.log(require('./')(process.argv[2]));\n",
    },
  },
  words: { manifest: { name: 'words', version: '3.1.4' }, files: { 'index.js': "exports.hello = 'Hello';\n" } },
};

/** A package's tarball, stored without compression so that every zlib makes the same bytes. */
async function pack({ manifest, files }) {
  const cwd = fs.mkdtempSync(path.join(__dirname, 'pack-'));
  fs.mkdirSync(path.join(cwd, 'package'));
  const all = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const [name, text] of Object.entries(all)) fs.writeFileSync(path.join(cwd, 'package', name), text);
  await tar.create({ cwd, file: path.join(cwd, 'out.tgz'), gzip: { level: 0 }, portable: true, mtime: new Date(0) },
                   Object.keys(all).map((name) => `package/${name}`));
  const tarball = fs.readFileSync(path.join(cwd, 'out.tgz'));
  fs.rmSync(cwd, { recursive: true });
  return tarball;
}

function run(words) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: path.join(__dirname, 'app'), stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => { output[name] += data; });
    child.on('close', (code) => { console.log(path.basename(words[0]), words[1], code, output); resolve(); });
  });
}

async function main() {
  const tarballs = {};
  for (const name of Object.keys(sources)) tarballs[name] = await pack(sources[name]);
  const asked = new Set();
  const server = http.createServer((req, res) => {
    asked.add(`${req.method} ${req.url} ${req.headers.accept}`);
    const [, name, file] = req.url.split('/');
    if (sources[name] === undefined) {
      res.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":"not found"}');
    } else if (file !== undefined) {
      res.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(tarballs[name]);
    } else {
      const { manifest } = sources[name];
      const integrity = `sha512-${crypto.createHash('sha512').update(tarballs[name]).digest('base64')}`;
      const dist = { tarball: `http://${req.headers.host}/${name}/t.tgz`, integrity };
      res.setHeader('Content-Type', 'application/json');
      res.end(JSON.stringify({
        name, 'dist-tags': { latest: manifest.version }, versions: { [manifest.version]: { ...manifest, dist } },
      }));
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const common = ['--registry', `http://127.0.0.1:${server.address().port}/`, '--no-audit', '--no-fund'];
  await run([npm, 'install', 'greet', ...common]);
  await run([npm, 'install', 'absent', ...common]);
  await run([npm, 'ls', '--all']);
  fs.rmSync(path.join(__dirname, 'app/node_modules'), { recursive: true });
  await run([npm, 'ci', '--prefer-offline', ...common]);
  await run([npm, 'exec', '--offline', 'greet', 'World']);
  await run([npm, 'view', 'greet', 'dependencies', ...common]);
  await run([path.join(__dirname, 'app/node_modules/greet/cli.js'), 'you']);
  console.log([...asked].sort());
  server.close();
}

main();
