'use strict';
// Starts a server program under one runtime, sends it the requests and gives back what came over the wire.
// node-compat/programs/run compares the answers of two runtimes.

const net = require('net');
const { spawn } = require('child_process');

const PAUSE_MS = 25;        // between the parts of one request
const SILENCE_MS = 9000;    // an answer that does not end

/**
 * @param {string[]} command the program
 * @param {{cwd: string, env: object}} options
 * @returns {Promise<{port: number, stop: () => Promise<string>}>} stop() gives what it printed, the port made plain
 */
function startServer(command, options) {
  return new Promise((resolve, reject) => {
    const server = spawn(command[0], command.slice(1), { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const ended = new Promise((done) => server.on('close', (code, signal) => done(code ?? signal)));
    const timer = setTimeout(() => { server.kill('SIGKILL'); reject(new Error(`no LISTENING line:\n${output}`)); }, 15000);
    ended.then((code) => { clearTimeout(timer); reject(new Error(`the server ended with ${code}:\n${output}`)); });
    const read = (data) => {
      output += data;
      const match = /LISTENING (\d+)/.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      const stop = async () => { server.kill('SIGTERM'); await ended; return output.replaceAll(match[1], 'PORT'); };
      resolve({ port: Number(match[1]), stop });
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
}

/** @returns {Promise<string>} the bytes of all answers as latin1, what differs from run to run made plain */
function exchange(port, { parts }) {
  return new Promise((resolve) => {
    const chunks = [];
    const socket = net.connect(port, '127.0.0.1');
    let ending = '';
    const timer = setTimeout(() => { ending = '\n[no end]'; socket.destroy(); }, SILENCE_MS);
    socket.on('connect', async () => {
      socket.setNoDelay(true);
      for (const part of parts) {
        if (socket.destroyed) return;
        socket.write(part);
        await new Promise((next) => setTimeout(next, PAUSE_MS));
      }
    });
    socket.on('data', (data) => chunks.push(data));
    socket.on('error', (error) => { if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') ending = `\n[${error.code}]`; });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(normalise(Buffer.concat(chunks).toString('latin1') + ending, port));
    });
  });
}

function normalise(text, port) {
  return joinChunks(text)
    .replace(/^(Date: ).*$/gmi, '$1X')
    .replaceAll(String(port), 'PORT')
    .replace(/"reqId":"req-\w+"/g, '"reqId":"X"');
}

/** Chunked bodies as one: where a stream's chunks end depends on time. */
function joinChunks(text) {
  return text.replace(/(Transfer-Encoding: chunked\r\n(?:.+\r\n)*\r\n)((?:[0-9a-f]+\r\n[^]*?\r\n)*?)(0\r\n(?:.+\r\n)*\r\n)/gi,
    (all, head, body, end) => {
      let joined = '';
      let rest = body;
      for (let match; (match = /^([0-9a-f]+)\r\n/i.exec(rest)) !== null;) {
        const from = match[0].length;
        const size = parseInt(match[1], 16);
        joined += rest.slice(from, from + size);
        rest = rest.slice(from + size + 2);
      }
      return `${head}[chunks]${joined}${rest}[end]${end}`;
    });
}

module.exports = { startServer, exchange };
