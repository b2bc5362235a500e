// Compression engines: round trips in small steps, members one after the other, ends that come too early.
#include "bindings/compression.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace phasor::bindings {
namespace {

using Bytes = std::vector<uint8_t>;

CompressionConfig Config(CompressionMode mode) {
  CompressionConfig config;
  config.mode = mode;
  if (mode <= CompressionMode::kUnzip) config.values = {15, -1, 8, 0};
  return config;
}

int Finish(CompressionMode mode) { return mode <= CompressionMode::kUnzip ? Z_FINISH : 2; }

Result<Bytes> RunWhole(CompressionMode mode, std::span<const uint8_t> input, double limit = 1e9) {
  auto output = RunOneShot(Config(mode), input, {-1, Finish(mode), 64, limit, false});
  if (!output.ok()) return output.error();
  return Bytes(output->bytes.get(), output->bytes.get() + output->size);
}

// One byte in and one byte out at a time.
Result<Bytes> RunDripping(CompressionMode mode, const Bytes& input) {
  auto engine = NewCompressor(Config(mode));
  if (!engine.ok()) return engine.error();
  Bytes out;
  for (size_t i = 0; i <= input.size(); ++i) {
    bool last = i == input.size();
    Chunk chunk{input.data() + i, last ? 0u : 1u, nullptr, 0};
    uint8_t byte;
    do {
      chunk.out = &byte;
      chunk.out_left = 1;
      if (auto ran = (*engine)->Run(chunk, last ? Finish(mode) : 0, last); !ran.ok()) return ran.error();
      if (chunk.out_left == 0) out.push_back(byte);
    } while (chunk.out_left == 0 && !(last && (*engine)->ended()));
  }
  return out;
}

struct Pair {
  CompressionMode compress;
  CompressionMode expand;
};
class CompressionTest : public testing::TestWithParam<Pair> {};

Bytes Sample() {
  Bytes sample;
  for (int i = 0; i < 3000; ++i) sample.push_back(static_cast<uint8_t>(i * i % 251));
  return sample;
}

TEST_P(CompressionTest, ComesBackWhole) {
  auto packed = RunWhole(GetParam().compress, Sample());
  ASSERT_TRUE(packed.ok());
  EXPECT_EQ(RunWhole(GetParam().expand, *packed).value(), Sample());
}
TEST_P(CompressionTest, ComesBackByteByByte) {
  auto packed = RunDripping(GetParam().compress, Sample());
  ASSERT_TRUE(packed.ok());
  EXPECT_EQ(RunDripping(GetParam().expand, *packed).value(), Sample());
}
TEST_P(CompressionTest, ACutStreamIsAnError) {
  auto packed = RunWhole(GetParam().compress, Sample());
  auto expanded = RunWhole(GetParam().expand, std::span(*packed).first(packed->size() - 6));
  ASSERT_FALSE(expanded.ok());
  EXPECT_EQ(expanded.error().details->code, "Z_BUF_ERROR");
}
TEST_P(CompressionTest, TooMuchOutputIsAnError) {
  auto packed = RunWhole(GetParam().compress, Sample());
  auto expanded = RunWhole(GetParam().expand, *packed, 100);
  ASSERT_FALSE(expanded.ok());
  EXPECT_EQ(expanded.error().code, ErrorCode::kERR_BUFFER_TOO_LARGE);
}

INSTANTIATE_TEST_SUITE_P(All, CompressionTest,
                         testing::Values(Pair{CompressionMode::kGzip, CompressionMode::kGunzip},
                                         Pair{CompressionMode::kGzip, CompressionMode::kUnzip},
                                         Pair{CompressionMode::kDeflate, CompressionMode::kInflate},
                                         Pair{CompressionMode::kDeflate, CompressionMode::kUnzip},
                                         Pair{CompressionMode::kDeflateRaw, CompressionMode::kInflateRaw},
                                         Pair{CompressionMode::kBrotliEncode, CompressionMode::kBrotliDecode},
                                         Pair{CompressionMode::kZstdCompress, CompressionMode::kZstdDecompress}));

TEST(CompressionMembersTest, GzipMembersFollowEachOther) {
  Bytes two = RunWhole(CompressionMode::kGzip, Bytes{'a'}).value();
  Bytes second = RunWhole(CompressionMode::kGzip, Bytes{'b'}).value();
  two.insert(two.end(), second.begin(), second.end());
  EXPECT_EQ(RunWhole(CompressionMode::kGunzip, two).value(), (Bytes{'a', 'b'}));
  EXPECT_EQ(RunDripping(CompressionMode::kUnzip, two).value(), (Bytes{'a', 'b'}));
}
TEST(CompressionMembersTest, BadParametersAreRefused) {
  CompressionConfig config = Config(CompressionMode::kZstdCompress);
  config.values = {101, 99};
  EXPECT_FALSE(NewCompressor(config).ok());
}

}  // namespace
}  // namespace phasor::bindings
