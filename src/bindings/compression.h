// The compression engines behind binding('zlib'): zlib (RFC 1950, 1951, 1952), Brotli (RFC 7932), Zstandard (RFC 8878) under
// one interface, without V8, so that a pool thread can run them and a test can drive them.
//
// Protocol: Run() consumes from and produces into a Chunk; a full output means "call again with the rest".
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"

namespace phasor::bindings {

// Values known to lib/internal/zlib/constants.js.
enum class CompressionMode : int32_t {
  kDeflate = 1, kInflate, kGzip, kGunzip, kDeflateRaw, kInflateRaw, kUnzip,
  kBrotliDecode, kBrotliEncode, kZstdCompress, kZstdDecompress,
};

struct Chunk {
  const uint8_t* in = nullptr;
  size_t in_left = 0;
  uint8_t* out = nullptr;
  size_t out_left = 0;
};

class Compressor {
 public:
  virtual ~Compressor() = default;
  // One step with the library's flush value (Z_*, BROTLI_OPERATION_*, ZSTD_e_*). Decoders know from `last` that no more
  // input will come: with output room left, an unfinished stream is then an error.
  virtual Result<void> Run(Chunk& chunk, int flush, bool last) = 0;
  virtual Result<void> Reset() = 0;
  // zlib only: level and strategy for what follows.
  virtual Result<void> SetParameters(int level, int strategy) { return {}; }
  // Whether the compressed stream has ended.
  virtual bool ended() const { return false; }
  // Rough size in bytes, told to the garbage collector.
  virtual size_t memory() const = 0;
};

struct CompressionConfig {
  CompressionMode mode = CompressionMode::kDeflate;
  // zlib: window bits, level, memory level, strategy. Others: parameter and value in turn.
  std::vector<int32_t> values;
  std::vector<uint8_t> dictionary;
  bool has_dictionary = false;
  bool reject_garbage = false;  // gzip: a second member is left over
  double pledged_size = -1;  // zstd: the input's size in bytes; negative: unknown
};

// An Error: the library refuses the parameters (ERR_ZLIB_INITIALIZATION_FAILED).
Result<std::unique_ptr<Compressor>> NewCompressor(CompressionConfig config);
Result<std::unique_ptr<Compressor>> NewZlib(CompressionConfig config);    // compression_zlib.cc
Result<std::unique_ptr<Compressor>> NewBrotli(CompressionConfig config);  // compression_brotli.cc
Result<std::unique_ptr<Compressor>> NewZstd(CompressionConfig config);    // compression_zstd.cc

// The error that JavaScript sees: message, errno, code.
Error CompressionError(const char* message, int number, std::string code);

// Whether this value of `flush` is the mode's "finish".
bool IsFinish(CompressionMode mode, int flush);

// Compresses or expands all of `input` at once. `first_size`: the first guess of the output's bytes. More than
// `max_output` bytes is ERR_BUFFER_TOO_LARGE. The memory is malloc's.
struct Output {
  std::unique_ptr<uint8_t, void (*)(void*)> bytes{nullptr, nullptr};
  size_t size = 0;
};
struct OneShotLimits {
  // The value of flush that the input goes in with before `finish_flush`, as a stream does it; negative: both at once.
  int input_flush;
  int finish_flush;
  size_t first_size;
  double max_output;
  bool reject_garbage;
};
Result<Output> RunOneShot(const CompressionConfig& config, std::span<const uint8_t> input, const OneShotLimits& limits);

}  // namespace phasor::bindings
