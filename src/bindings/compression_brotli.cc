// The Brotli engines (RFC 7932).
#include <brotli/decode.h>
#include <brotli/encode.h>

#include "bindings/compression.h"

namespace phasor::bindings {

namespace {

constexpr int kUnexpectedEnd = -5;  // Z_BUF_ERROR: Node reports a cut stream as zlib does

template <auto Free>
struct Destroy {
  template <class T>
  void operator()(T* state) const { Free(state); }
};

class BrotliEncoder final : public Compressor {
 public:
  static Result<std::unique_ptr<Compressor>> New(CompressionConfig config) {
    auto encoder = std::unique_ptr<BrotliEncoder>(new BrotliEncoder(std::move(config)));
    if (auto reset = encoder->Reset(); !reset.ok()) return reset.error();
    return std::unique_ptr<Compressor>(std::move(encoder));
  }

  Result<void> Run(Chunk& chunk, int flush, bool) override {
    auto operation = static_cast<BrotliEncoderOperation>(flush);
    if (failed_ || !BrotliEncoderCompressStream(state_.get(), operation, &chunk.in_left, &chunk.in, &chunk.out_left,
                                                &chunk.out, nullptr)) {
      failed_ = true;
      return CompressionError("Compression failed", -1, "ERR_BROTLI_COMPRESSION_FAILED");
    }
    return {};
  }

  Result<void> Reset() override {
    failed_ = false;
    state_.reset(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr));
    if (state_ == nullptr || !AttachDictionary()) {
      return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED, "Could not initialize Brotli instance");
    }
    for (size_t i = 0; i + 1 < config_.values.size(); i += 2) {
      if (!BrotliEncoderSetParameter(state_.get(), static_cast<BrotliEncoderParameter>(config_.values[i]),
                                     static_cast<uint32_t>(config_.values[i + 1]))) {
        return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED, "Setting parameter failed");
      }
    }
    return {};
  }

  bool ended() const override { return BrotliEncoderIsFinished(state_.get()); }
  size_t memory() const override { return size_t{1} << 20; }

 private:
  explicit BrotliEncoder(CompressionConfig config) : config_(std::move(config)) {}
  bool AttachDictionary() {
    if (!config_.has_dictionary) return true;
    if (dictionary_ == nullptr) {
      dictionary_.reset(BrotliEncoderPrepareDictionary(BROTLI_SHARED_DICTIONARY_RAW, config_.dictionary.size(),
                                                       config_.dictionary.data(), BROTLI_MAX_QUALITY, nullptr, nullptr,
                                                       nullptr));
    }
    return dictionary_ != nullptr && BrotliEncoderAttachPreparedDictionary(state_.get(), dictionary_.get());
  }

  CompressionConfig config_;
  std::unique_ptr<BrotliEncoderPreparedDictionary, Destroy<BrotliEncoderDestroyPreparedDictionary>> dictionary_;
  std::unique_ptr<BrotliEncoderState, Destroy<BrotliEncoderDestroyInstance>> state_;
  bool failed_ = false;
};

class BrotliDecoder final : public Compressor {
 public:
  static Result<std::unique_ptr<Compressor>> New(CompressionConfig config) {
    auto decoder = std::unique_ptr<BrotliDecoder>(new BrotliDecoder(std::move(config)));
    if (auto reset = decoder->Reset(); !reset.ok()) return reset.error();
    return std::unique_ptr<Compressor>(std::move(decoder));
  }

  Result<void> Run(Chunk& chunk, int, bool last) override {
    result_ = BrotliDecoderDecompressStream(state_.get(), &chunk.in_left, &chunk.in, &chunk.out_left, &chunk.out, nullptr);
    if (result_ == BROTLI_DECODER_RESULT_ERROR) {
      BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(state_.get());
      return CompressionError("Decompression failed", code, std::string("ERR_") + BrotliDecoderErrorString(code));
    }
    if (last && chunk.out_left > 0 && result_ == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
      return CompressionError("unexpected end of file", kUnexpectedEnd, "Z_BUF_ERROR");
    }
    return {};
  }

  Result<void> Reset() override {
    result_ = BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
    state_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (state_ == nullptr ||
        (config_.has_dictionary &&
         !BrotliDecoderAttachDictionary(state_.get(), BROTLI_SHARED_DICTIONARY_RAW, config_.dictionary.size(),
                                        config_.dictionary.data()))) {
      return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED, "Could not initialize Brotli instance");
    }
    for (size_t i = 0; i + 1 < config_.values.size(); i += 2) {
      if (!BrotliDecoderSetParameter(state_.get(), static_cast<BrotliDecoderParameter>(config_.values[i]),
                                     static_cast<uint32_t>(config_.values[i + 1]))) {
        return Error::Coded(ErrorCode::kERR_ZLIB_INITIALIZATION_FAILED, "Initialization failed");
      }
    }
    return {};
  }

  bool ended() const override { return result_ == BROTLI_DECODER_RESULT_SUCCESS; }
  size_t memory() const override { return size_t{1} << 16; }

 private:
  explicit BrotliDecoder(CompressionConfig config) : config_(std::move(config)) {}
  CompressionConfig config_;
  std::unique_ptr<BrotliDecoderState, Destroy<BrotliDecoderDestroyInstance>> state_;
  BrotliDecoderResult result_ = BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
};

}  // namespace

Result<std::unique_ptr<Compressor>> NewBrotli(CompressionConfig config) {
  if (config.mode == CompressionMode::kBrotliEncode) return BrotliEncoder::New(std::move(config));
  return BrotliDecoder::New(std::move(config));
}

}  // namespace phasor::bindings
