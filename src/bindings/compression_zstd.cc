// The Zstandard engines (RFC 8878).
#include <zstd.h>
#include <zstd_errors.h>


#include "bindings/compression.h"

namespace phasor::bindings {

namespace {

constexpr int kUnexpectedEnd = -5;  // Z_BUF_ERROR: Node reports a cut stream as zlib does

#define PHASOR_ZSTD_ERRORS(V)                                                                                          \
  V(GENERIC) V(prefix_unknown) V(version_unsupported) V(frameParameter_unsupported) V(frameParameter_windowTooLarge)   \
  V(corruption_detected) V(checksum_wrong) V(literals_headerWrong) V(dictionary_corrupted) V(dictionary_wrong)         \
  V(dictionaryCreation_failed) V(parameter_unsupported) V(parameter_combination_unsupported) V(parameter_outOfBound)   \
  V(tableLog_tooLarge) V(maxSymbolValue_tooLarge) V(maxSymbolValue_tooSmall) V(stabilityCondition_notRespected)        \
  V(stage_wrong) V(init_missing) V(memory_allocation) V(workSpace_tooSmall) V(dstSize_tooSmall) V(srcSize_wrong)       \
  V(dstBuffer_null) V(noForwardProgress_destFull) V(noForwardProgress_inputEmpty)

const char* CodeName(ZSTD_ErrorCode code) {
  switch (code) {
#define V(name) case ZSTD_error_##name: return "ZSTD_error_" #name;
    PHASOR_ZSTD_ERRORS(V)
#undef V
    default: return "ZSTD_error_GENERIC";
  }
}

Error Failure(size_t result) {
  ZSTD_ErrorCode code = ZSTD_getErrorCode(result);
  return CompressionError(ZSTD_getErrorString(code), code, CodeName(code));
}

Error InitFailure(const char* message) { return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED, message); }

template <auto Free>
struct Destroy {
  template <class T>
  void operator()(T* state) const { Free(state); }
};

class ZstdEncoder final : public Compressor {
 public:
  static Result<std::unique_ptr<Compressor>> New(CompressionConfig config) {
    auto encoder = std::unique_ptr<ZstdEncoder>(new ZstdEncoder(std::move(config)));
    if (auto reset = encoder->Reset(); !reset.ok()) return reset.error();
    return std::unique_ptr<Compressor>(std::move(encoder));
  }

  Result<void> Run(Chunk& chunk, int flush, bool) override {
    // Ending a frame that has ended makes another, empty one: as in Node, where a stream's end after its last chunk does that.
    ZSTD_inBuffer in{chunk.in, chunk.in_left, 0};
    ZSTD_outBuffer out{chunk.out, chunk.out_left, 0};
    size_t left = ZSTD_compressStream2(state_.get(), &out, &in, static_cast<ZSTD_EndDirective>(flush));
    chunk.in += in.pos;
    chunk.in_left -= in.pos;
    chunk.out += out.pos;
    chunk.out_left -= out.pos;
    if (ZSTD_isError(left)) return Failure(left);
    ended_ = flush == ZSTD_e_end && left == 0;
    return {};
  }

  Result<void> Reset() override {
    ended_ = false;
    state_.reset(ZSTD_createCCtx());
    if (state_ == nullptr) return InitFailure("Could not initialize zstd instance");
    if (config_.pledged_size >= 0 &&
        ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(state_.get(), static_cast<unsigned long long>(config_.pledged_size)))) {
      return InitFailure("Could not set pledged src size");
    }
    if (config_.has_dictionary &&
        ZSTD_isError(ZSTD_CCtx_loadDictionary(state_.get(), config_.dictionary.data(), config_.dictionary.size()))) {
      return InitFailure("Failed to load zstd dictionary");
    }
    for (size_t i = 0; i + 1 < config_.values.size(); i += 2) {
      if (ZSTD_isError(ZSTD_CCtx_setParameter(state_.get(), static_cast<ZSTD_cParameter>(config_.values[i]),
                                              config_.values[i + 1]))) {
        return InitFailure("Setting parameter failed");
      }
    }
    return {};
  }

  bool ended() const override { return ended_; }
  size_t memory() const override { return ZSTD_sizeof_CCtx(state_.get()); }

 private:
  explicit ZstdEncoder(CompressionConfig config) : config_(std::move(config)) {}
  CompressionConfig config_;
  std::unique_ptr<ZSTD_CCtx, Destroy<ZSTD_freeCCtx>> state_;
  bool ended_ = false;
};

class ZstdDecoder final : public Compressor {
 public:
  static Result<std::unique_ptr<Compressor>> New(CompressionConfig config) {
    auto decoder = std::unique_ptr<ZstdDecoder>(new ZstdDecoder(std::move(config)));
    if (auto reset = decoder->Reset(); !reset.ok()) return reset.error();
    return std::unique_ptr<Compressor>(std::move(decoder));
  }

  // Input behind a frame's end begins the next one.
  Result<void> Run(Chunk& chunk, int, bool last) override {
    if (ended_ && chunk.in_left == 0) return {};
    ZSTD_inBuffer in{chunk.in, chunk.in_left, 0};
    ZSTD_outBuffer out{chunk.out, chunk.out_left, 0};
    size_t left = ZSTD_decompressStream(state_.get(), &out, &in);
    chunk.in += in.pos;
    chunk.in_left -= in.pos;
    chunk.out += out.pos;
    chunk.out_left -= out.pos;
    if (ZSTD_isError(left)) return Failure(left);
    ended_ = left == 0;
    if (last && !ended_ && chunk.out_left > 0) return CompressionError("unexpected end of file", kUnexpectedEnd, "Z_BUF_ERROR");
    return {};
  }

  Result<void> Reset() override {
    ended_ = false;
    state_.reset(ZSTD_createDCtx());
    if (state_ == nullptr) return InitFailure("Could not initialize zstd instance");
    if (config_.has_dictionary &&
        ZSTD_isError(ZSTD_DCtx_loadDictionary(state_.get(), config_.dictionary.data(), config_.dictionary.size()))) {
      return InitFailure("Failed to load zstd dictionary");
    }
    for (size_t i = 0; i + 1 < config_.values.size(); i += 2) {
      if (ZSTD_isError(ZSTD_DCtx_setParameter(state_.get(), static_cast<ZSTD_dParameter>(config_.values[i]),
                                              config_.values[i + 1]))) {
        return InitFailure("Setting parameter failed");
      }
    }
    return {};
  }

  bool ended() const override { return ended_; }
  size_t memory() const override { return ZSTD_sizeof_DCtx(state_.get()); }

 private:
  explicit ZstdDecoder(CompressionConfig config) : config_(std::move(config)) {}
  CompressionConfig config_;
  std::unique_ptr<ZSTD_DCtx, Destroy<ZSTD_freeDCtx>> state_;
  bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<Compressor>> NewZstd(CompressionConfig config) {
  if (config.mode == CompressionMode::kZstdCompress) return ZstdEncoder::New(std::move(config));
  return ZstdDecoder::New(std::move(config));
}

}  // namespace phasor::bindings
