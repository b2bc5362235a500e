'use strict';

// TextEncoderStream and TextDecoderStream (https://encoding.spec.whatwg.org/#interface-textencoderstream).
// Callers: stream/web, the globals.

const { TransformStream } = require('internal/webstreams/transformstream');
const { finishClass } = require('internal/webstreams/util');

function isHighSurrogate(code) {
  return code >= 0xd800 && code <= 0xdbff;
}

class TextEncoderStream {
  #encoder;
  #transform;

  constructor() {
    const encoder = new TextEncoder();
    // A pair may be cut between two chunks: its first half waits here.
    let pendingHigh = '';
    const transform = new TransformStream({
      transform(chunk, controller) {
        let text = `${chunk}`;
        if (text === '') return;
        text = pendingHigh + text;
        pendingHigh = '';
        if (isHighSurrogate(text.charCodeAt(text.length - 1))) {
          pendingHigh = text[text.length - 1];
          text = text.slice(0, -1);
        }
        if (text !== '') controller.enqueue(encoder.encode(text));
      },
      flush(controller) {
        if (pendingHigh !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
      },
    });
    this.#encoder = encoder;
    this.#transform = transform;
  }

  get encoding() {
    return this.#encoder.encoding;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

class TextDecoderStream {
  #decoder;
  #transform;

  /** @param {string} [encoding] @param {{ fatal?: boolean, ignoreBOM?: boolean }} [options] */
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new TextDecoder(encoding, options);
    const transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text) controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text) controller.enqueue(text);
      },
    });
    this.#decoder = decoder;
    this.#transform = transform;
  }

  get encoding() {
    return this.#decoder.encoding;
  }

  get fatal() {
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

// In Node these two have no tag.
finishClass(TextEncoderStream, ['encoding', 'readable', 'writable'], (self) => ({
  encoding: self.encoding, readable: self.readable, writable: self.writable,
}), false);
finishClass(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'], (self) => ({
  encoding: self.encoding, fatal: self.fatal, ignoreBOM: self.ignoreBOM, readable: self.readable,
  writable: self.writable,
}), false);

module.exports = { TextDecoderStream, TextEncoderStream };
