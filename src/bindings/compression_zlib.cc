// The zlib engine. The state is made with the first Run(): many streams are made and never written to.
//
//   kUnzip: zlib detects the header itself (window bits + 32); the first two bytes are looked at only to know whether
//           more gzip members may follow.
#include <zlib.h>

#include <climits>

#include "bindings/compression.h"

namespace phasor::bindings {

namespace {

constexpr uint8_t kGzipMagic[] = {0x1f, 0x8b};

const char* CodeName(int status) {
  switch (status) {
    case Z_STREAM_END: return "Z_STREAM_END";
    case Z_NEED_DICT: return "Z_NEED_DICT";
    case Z_ERRNO: return "Z_ERRNO";
    case Z_STREAM_ERROR: return "Z_STREAM_ERROR";
    case Z_DATA_ERROR: return "Z_DATA_ERROR";
    case Z_MEM_ERROR: return "Z_MEM_ERROR";
    case Z_BUF_ERROR: return "Z_BUF_ERROR";
    case Z_VERSION_ERROR: return "Z_VERSION_ERROR";
    default: return "Z_OK";
  }
}

class ZlibCompressor final : public Compressor {
 public:
  explicit ZlibCompressor(CompressionConfig config) : config_(std::move(config)), mode_(config_.mode) {
    window_bits_ = config_.values[0];
    level_ = config_.values[1];
    memory_level_ = config_.values[2];
    strategy_ = config_.values[3];
  }
  ~ZlibCompressor() override {
    if (!started_) return;
    if (Deflates()) deflateEnd(&stream_);
    else inflateEnd(&stream_);
  }

  Result<void> Run(Chunk& chunk, int flush, bool last) override {
    if (auto started = Start(); !started.ok()) return started;
    if (mode_ == CompressionMode::kUnzip) LookAtHeader(chunk);
    Step(chunk, flush);
    // A gzip file may be several members one after the other (RFC 1952, section 2.2); zero bytes after one are padding. The
    // Compression standard knows one member only, and so does who rejects garbage.
    while (gunzips() && status_ == Z_STREAM_END && chunk.in_left > 0 && !config_.reject_garbage && *chunk.in != 0) {
      if (auto restart = Restart(); !restart.ok()) return restart;
      Step(chunk, flush);
    }
    return Check(chunk, flush, last);
  }

  Result<void> Reset() override {
    header_seen_ = 0;
    return Restart();
  }

  Result<void> SetParameters(int level, int strategy) override {
    if (!Deflates()) return {};
    level_ = level;
    strategy_ = strategy;
    if (!started_) return {};
    int status = deflateParams(&stream_, level, strategy);
    if (status == Z_OK || status == Z_BUF_ERROR) return {};
    status_ = status;
    return Failure("Failed to set parameters");
  }

  bool ended() const override { return status_ == Z_STREAM_END; }

  // zlib.h, "Memory requirements" of zconf.h.
  size_t memory() const override {
    if (Deflates()) return (size_t{1} << (window_bits_ + 2)) + (size_t{1} << (memory_level_ + 9));
    return (size_t{1} << window_bits_) + 7 * 1024;
  }

 private:
  bool Deflates() const {
    return mode_ == CompressionMode::kDeflate || mode_ == CompressionMode::kGzip || mode_ == CompressionMode::kDeflateRaw;
  }
  bool gunzips() const {
    return mode_ == CompressionMode::kGunzip || (mode_ == CompressionMode::kUnzip && header_seen_ == 2);
  }

  // For the next member of the same file, too: what the file is stays known.
  Result<void> Restart() {
    status_ = Z_OK;
    if (!started_) return {};
    status_ = Deflates() ? deflateReset(&stream_) : inflateReset(&stream_);
    if (status_ != Z_OK) return Failure("Failed to reset stream");
    return SetDictionary();
  }

  Error Failure(const char* fallback) {
    return CompressionError(stream_.msg != nullptr ? stream_.msg : fallback, status_, CodeName(status_));
  }

  Result<void> Start() {
    if (started_) return {};
    int bits = window_bits_;
    switch (mode_) {
      case CompressionMode::kGzip:
      case CompressionMode::kGunzip: bits += 16; break;
      case CompressionMode::kUnzip: bits += 32; break;
      case CompressionMode::kDeflateRaw:
      case CompressionMode::kInflateRaw: bits = -bits; break;
      default: break;
    }
    status_ = Deflates() ? deflateInit2(&stream_, level_, Z_DEFLATED, bits, memory_level_, strategy_)
                         : inflateInit2(&stream_, bits);
    if (status_ != Z_OK) return Failure("Init error");
    started_ = true;
    return SetDictionary();
  }

  // Compressors and the raw decompressor take it before the data; the others when the data asks for it.
  Result<void> SetDictionary() {
    if (!config_.has_dictionary) return {};
    auto* bytes = config_.dictionary.data();
    auto size = static_cast<uInt>(config_.dictionary.size());
    if (mode_ == CompressionMode::kDeflate || mode_ == CompressionMode::kDeflateRaw) {
      status_ = deflateSetDictionary(&stream_, bytes, size);
    } else if (mode_ == CompressionMode::kInflateRaw) {
      status_ = inflateSetDictionary(&stream_, bytes, size);
    }
    if (status_ != Z_OK) return Failure("Failed to set dictionary");
    return {};
  }

  // header_seen_: how many bytes of gzip's magic number came; -1: it is no gzip file.
  void LookAtHeader(const Chunk& chunk) {
    for (size_t i = 0; i < chunk.in_left && header_seen_ >= 0 && header_seen_ < 2; ++i) {
      header_seen_ = chunk.in[i] == kGzipMagic[header_seen_] ? header_seen_ + 1 : -1;
    }
  }

  int Call(int flush) { return Deflates() ? deflate(&stream_, flush) : inflate(&stream_, flush); }

  void Step(Chunk& chunk, int flush) {
    // zlib counts in 32 bits; the lengths of larger buffers are fed in parts.
    size_t in = std::min<size_t>(chunk.in_left, UINT_MAX);
    size_t out = std::min<size_t>(chunk.out_left, UINT_MAX);
    stream_.next_in = const_cast<uint8_t*>(chunk.in);
    stream_.avail_in = static_cast<uInt>(in);
    stream_.next_out = chunk.out;
    stream_.avail_out = static_cast<uInt>(out);
    int step_flush = in < chunk.in_left ? Z_NO_FLUSH : flush;
    status_ = Call(step_flush);
    if (status_ == Z_NEED_DICT && config_.has_dictionary && mode_ != CompressionMode::kInflateRaw) {
      int set = inflateSetDictionary(&stream_, config_.dictionary.data(), static_cast<uInt>(config_.dictionary.size()));
      if (set == Z_OK) status_ = Call(step_flush);
      // Z_DATA_ERROR says that the checksum differs: it is another dictionary's data.
      else if (set == Z_DATA_ERROR) status_ = Z_NEED_DICT;
    }
    size_t read = in - stream_.avail_in;
    size_t written = out - stream_.avail_out;
    chunk.in += read;
    chunk.in_left -= read;
    chunk.out += written;
    chunk.out_left -= written;
    if (in < chunk.in_left + read && chunk.out_left > 0 && (status_ == Z_OK || status_ == Z_BUF_ERROR)) Step(chunk, flush);
  }

  Result<void> Check(const Chunk& chunk, int flush, bool last) {
    switch (status_) {
      case Z_OK:
      case Z_BUF_ERROR:
        if (chunk.out_left == 0 || !last) return {};
        status_ = Z_BUF_ERROR;
        return CompressionError("unexpected end of file", Z_BUF_ERROR, CodeName(Z_BUF_ERROR));
      case Z_STREAM_END:
        return {};
      case Z_NEED_DICT:
        return Failure(config_.has_dictionary ? "Bad dictionary" : "Missing dictionary");
      default:
        return Failure("Zlib error");
    }
  }

  CompressionConfig config_;
  CompressionMode mode_;
  int window_bits_, level_, memory_level_, strategy_;
  z_stream stream_{};
  bool started_ = false;
  int status_ = Z_OK;
  int header_seen_ = 0;
};

}  // namespace

Result<std::unique_ptr<Compressor>> NewZlib(CompressionConfig config) {
  if (config.values.size() != 4) return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED);
  return std::unique_ptr<Compressor>(new ZlibCompressor(std::move(config)));
}

}  // namespace phasor::bindings
