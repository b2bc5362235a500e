// What the engines share: choice, errors, the one-shot run with its cache of engines.
#include "bindings/compression.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace phasor::bindings {

namespace {

// The last engine of a one-shot call on this thread: setting it back is cheaper than making one, which for zlib means
// touching a quarter of a megabyte.
struct Cached {
  CompressionMode mode;
  std::vector<int32_t> values;
  std::unique_ptr<Compressor> engine;
};
constexpr size_t kCacheSize = 2;
thread_local std::vector<Cached> cache;

bool Cacheable(const CompressionConfig& config) {
  return config.mode <= CompressionMode::kUnzip && !config.has_dictionary && !config.reject_garbage;
}

std::unique_ptr<Compressor> TakeCached(const CompressionConfig& config) {
  if (!Cacheable(config)) return nullptr;
  for (auto entry = cache.begin(); entry != cache.end(); ++entry) {
    if (entry->mode != config.mode || entry->values != config.values) continue;
    auto engine = std::move(entry->engine);
    cache.erase(entry);
    if (!engine->Reset().ok()) return nullptr;
    return engine;
  }
  return nullptr;
}

void GiveBack(const CompressionConfig& config, std::unique_ptr<Compressor> engine) {
  if (!Cacheable(config)) return;
  if (cache.size() >= kCacheSize) cache.erase(cache.begin());
  cache.push_back({config.mode, config.values, std::move(engine)});
}

Error TooLarge(double limit) {
  char text[96];
  std::snprintf(text, sizeof text, "Cannot create a Buffer larger than %.0f bytes", limit);
  return Error::Coded(ErrorCode::kERR_BUFFER_TOO_LARGE, text);
}

// Output memory that doubles as it fills.
class Growing {
 public:
  explicit Growing(size_t first) : capacity_(std::max<size_t>(first, 64)) { data_ = static_cast<uint8_t*>(std::malloc(capacity_)); }
  ~Growing() { std::free(data_); }
  Growing(const Growing&) = delete;
  bool ok() const { return data_ != nullptr; }
  uint8_t* room() const { return data_ + size_; }
  size_t room_size() const { return capacity_ - size_; }
  void Add(size_t size) { size_ += size; }
  size_t size() const { return size_; }
  bool Grow() {
    auto* data = static_cast<uint8_t*>(std::realloc(data_, capacity_ * 2));
    if (data == nullptr) return false;
    data_ = data;
    capacity_ *= 2;
    return true;
  }
  Output Take() {
    // Memory far beyond the content would live as long as the Buffer.
    if (capacity_ - size_ > capacity_ / 4) {
      if (auto* data = static_cast<uint8_t*>(std::realloc(data_, std::max<size_t>(size_, 1)))) data_ = data;
    }
    Output output{{data_, std::free}, size_};
    data_ = nullptr;
    return output;
  }

 private:
  size_t capacity_;
  size_t size_ = 0;
  uint8_t* data_;
};

// Runs the engine until it has no more output for this value of flush.
Result<void> RunThrough(Compressor& engine, Chunk& chunk, Growing& out, int flush, bool last, double max_output) {
  for (;;) {
    chunk.out = out.room();
    chunk.out_left = out.room_size();
    auto ran = engine.Run(chunk, flush, last);
    if (!ran.ok()) return ran.error();
    out.Add(out.room_size() - chunk.out_left);
    if (static_cast<double>(out.size()) > max_output) return TooLarge(max_output);
    if (chunk.out_left > 0 || engine.ended()) return {};
    if (!out.Grow()) return Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED);
  }
}

}  // namespace

Error CompressionError(const char* message, int number, std::string code) {
  auto details = std::make_shared<ErrorDetails>();
  details->number = number;
  details->code = std::move(code);
  Error error = Error::Coded(ErrorCode::kLibrary, message);
  error.details = std::move(details);
  return error;
}

Result<std::unique_ptr<Compressor>> NewCompressor(CompressionConfig config) {
  switch (config.mode) {
    case CompressionMode::kBrotliDecode:
    case CompressionMode::kBrotliEncode:
      return NewBrotli(std::move(config));
    case CompressionMode::kZstdCompress:
    case CompressionMode::kZstdDecompress:
      return NewZstd(std::move(config));
    default:
      return NewZlib(std::move(config));
  }
}

bool IsFinish(CompressionMode mode, int flush) {
  switch (mode) {
    case CompressionMode::kBrotliDecode:
    case CompressionMode::kBrotliEncode:
      return flush == BROTLI_OPERATION_FINISH;
    case CompressionMode::kZstdCompress:
    case CompressionMode::kZstdDecompress:
      return flush == ZSTD_e_end;
    default:
      return flush == Z_FINISH;
  }
}

Result<Output> RunOneShot(const CompressionConfig& config, std::span<const uint8_t> input, const OneShotLimits& limits) {
  auto engine = TakeCached(config);
  if (engine == nullptr) {
    auto made = NewCompressor(config);
    if (!made.ok()) return made.error();
    engine = std::move(made).value();
  }
  Growing out(limits.first_size);
  if (!out.ok()) return Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED);
  Chunk chunk{input.data(), input.size(), nullptr, 0};
  if (limits.input_flush >= 0) {
    auto ran = RunThrough(*engine, chunk, out, limits.input_flush, false, limits.max_output);
    if (!ran.ok()) return ran.error();
  }
  auto ran = RunThrough(*engine, chunk, out, limits.finish_flush, IsFinish(config.mode, limits.finish_flush), limits.max_output);
  if (!ran.ok()) return ran.error();
  if (limits.reject_garbage && chunk.in_left > 0) return Error::Coded(ErrorCode::kERR_TRAILING_JUNK_AFTER_STREAM_END);
  GiveBack(config, std::move(engine));
  return out.Take();
}

}  // namespace phasor::bindings
