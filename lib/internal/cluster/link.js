'use strict';
// What primary and worker say to each other over the IPC channel: messages {cmd: 'NODE_CLUSTER', act, seq, ...}, of which
// each may be answered by one {cmd, ack: seq, ...}. Callers: primary.js, child.js, one Link for each process at the other end.
//
//   worker to primary   online, queryServer, listening, close, exitedAfterDisconnect
//   primary to worker   disconnect, newconn (with the connection)

const kCommand = 'NODE_CLUSTER';

class Link {
  #process;
  #next = 0;
  #waiting = new Map();  // seq -> who waits for the answer

  /**
   * @param {ChildProcess|NodeJS.Process} process with a channel
   * @param {(message: object, handle: object|undefined) => void} onMessage what is no answer
   */
  constructor(process, onMessage) {
    this.#process = process;
    process.on('internalMessage', (message, handle) => {
      if (message.cmd !== kCommand) return;
      if (message.ack === undefined) {
        onMessage(message, handle);
        return;
      }
      const answered = this.#waiting.get(message.ack);
      this.#waiting.delete(message.ack);
      answered?.(message, handle);
    });
  }

  /**
   * @param {object} message @param {object} [handle] native, travels with it
   * @param {(answer: object, handle: object|undefined) => void} [onAnswer]
   * @param {() => void} [onLost] it could not be written: there will be no answer
   * @returns {boolean} false: there is no channel any more, nobody will answer
   */
  send(message, handle = undefined, onAnswer = undefined, onLost = undefined) {
    if (!this.#process.connected) return false;
    const seq = this.#next++;
    if (onAnswer !== undefined) this.#waiting.set(seq, onAnswer);
    // The other end may go at any time; 'disconnect' tells of that.
    return this.#process.send({ cmd: kCommand, ...message, seq }, handle, undefined, (error) => {
      if (!error) return;
      this.#waiting.delete(seq);
      onLost?.();
    });
  }

  /** Answers `message`. */
  answer(message, contents, handle = undefined) {
    return this.send({ ...contents, ack: message.seq }, handle);
  }

  /** The channel is gone: nobody will be answered. */
  close() {
    this.#waiting.clear();
  }
}

module.exports = { Link };
