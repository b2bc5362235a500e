'use strict';

// The public module `stream/web`. The same classes are globals.

const { ReadableStream, ReadableStreamDefaultController, ReadableStreamDefaultReader } =
  require('internal/webstreams/readablestream');
const { ReadableByteStreamController, ReadableStreamBYOBReader, ReadableStreamBYOBRequest } =
  require('internal/webstreams/bytestream');
const { WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter } =
  require('internal/webstreams/writablestream');
const { TransformStream, TransformStreamDefaultController } = require('internal/webstreams/transformstream');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuingstrategies');
const { TextDecoderStream, TextEncoderStream } = require('internal/webstreams/encoding');
const { CompressionStream, DecompressionStream } = require('internal/webstreams/compression');

module.exports = {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextEncoderStream,
  TextDecoderStream,
  CompressionStream,
  DecompressionStream,
};
