'use strict';
// The worker's end of the control port: standard streams, the news that the parent gets. Callers: bootstrap/worker.js
// (begin), internal/process/stdio.js (the streams), internal/process/uncaught.js (reportError).
//
// Messages to the parent: online, error, and those of internal/worker/stdio.js.

const { PortReadable, PortWritable } = require('internal/worker/stdio');

let port;
let readsInput = false;
const streams = { __proto__: null };
let holders = 0;

// The port keeps the thread alive while a stream waits for the parent.
function hold(change) {
  holders += change;
  if (holders > 0) port.ref();
  else port.unref();
}

function onMessage(message) {
  const { type, stream } = message;
  switch (type) {
    case 'more':
      streams[stream]?.more();
      break;
    case 'chunks':
      standardInput().take(message.chunks);
      break;
    case 'end':
      standardInput().end();
      hold(-1);
      break;
  }
}

/** @param {MessagePort} control @param {boolean} stdin whether the parent writes to this thread's input */
function begin(control, stdin) {
  port = control;
  readsInput = stdin;
  port.on('message', onMessage);
  port.unref();
}

// Input keeps the thread alive from the first read to its end.
class Input extends PortReadable {
  #reading = false;
  _read() {
    if (!this.#reading) {
      this.#reading = true;
      hold(1);
    }
    super._read();
  }
}

function standardInput() {
  if (streams.stdin === undefined) {
    streams.stdin = new Input(port, 'stdin');
    if (!readsInput) streams.stdin.push(null);
  }
  return streams.stdin;
}

function standardOutput(name) {
  return (streams[name] ??= new PortWritable(port, name, hold));
}

function reportOnline() {
  port.postMessage({ type: 'online' });
}

/** Tells the parent of an error that nobody caught. */
function reportError(error, arrow) {
  try {
    port.postMessage({ type: 'error', error: require('internal/worker/error_transfer').pack(error, arrow) });
  } catch {
    port.postMessage({ type: 'error' });
  }
}

module.exports = { begin, reportError, reportOnline, standardInput, standardOutput };
