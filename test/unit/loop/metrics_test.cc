// Buckets and percentiles of durations.
#include "loop/metrics.h"

#include <gtest/gtest.h>

namespace phasor::loop {
namespace {

TEST(Buckets, EveryValueIsInABucketThatIsAtMostAThirtySecondWider) {
  uint64_t previous = 0;
  for (uint64_t ns = 0; ns < (1ull << 42); ns = ns * 17 / 16 + 1) {
    const size_t index = Buckets::IndexOf(ns);
    ASSERT_LT(index, Buckets::kSize);
    EXPECT_GE(index, previous) << ns;
    EXPECT_GE(Buckets::ValueOf(index), ns);
    EXPECT_LE(Buckets::ValueOf(index), ns + ns / 32 + 16) << ns;
    previous = index;
  }
  EXPECT_EQ(Buckets::IndexOf(~0ull), Buckets::kSize - 1);
}

TEST(Buckets, TheHighestValueOfABucketIsFollowedByTheNext) {
  for (size_t i = 0; i + 1 < Buckets::kSize; ++i) {
    EXPECT_EQ(Buckets::IndexOf(Buckets::ValueOf(i)), i);
    EXPECT_EQ(Buckets::IndexOf(Buckets::ValueOf(i) + 1), i + 1);
  }
}

TEST(Distribution, KnowsCountTotalMaximumAndPercentiles) {
  Distribution times;
  EXPECT_EQ(times.Percentile(50), 0u);
  for (uint64_t i = 1; i <= 1000; ++i) times.Record(i * 1000);
  EXPECT_EQ(times.count(), 1000u);
  EXPECT_EQ(times.total(), 500'500'000u);
  EXPECT_EQ(times.max(), 1'000'000u);
  EXPECT_NEAR(static_cast<double>(times.Percentile(50)), 500e3, 20e3);
  EXPECT_NEAR(static_cast<double>(times.Percentile(99)), 990e3, 35e3);
  EXPECT_EQ(times.Percentile(100), 1'000'000u);
  EXPECT_EQ(times.Percentile(-5), times.Percentile(0));
  EXPECT_NEAR(static_cast<double>(times.CountUpTo(250'000)), 250, 10);
  EXPECT_EQ(times.CountUpTo(~0ull), 1000u);
}

TEST(Metrics, ARegistryKnowsThoseThatLive) {
  const size_t before = AllMetrics().size();
  auto metrics = NewMetrics();
  EXPECT_EQ(AllMetrics().size(), before + 1);
  metrics.reset();
  EXPECT_EQ(AllMetrics().size(), before);
}

TEST(Kinds, ProvidersAreKnownByNodesNames) {
  EXPECT_EQ(ProviderOf("FSREQCALLBACK"), Provider::kFsReqCallback);
  EXPECT_EQ(ProviderOf("FSREQCALLBACK"), Provider::kFsReqCallback);  // remembered
  EXPECT_EQ(ProviderOf("SOMETHING"), Provider::kOther);
  EXPECT_EQ(KindOf(Provider::kPbkdf2Request), CallbackKind::kCrypto);
  EXPECT_EQ(RoleOf(Provider::kTcpWrap), Role::kHandle);
  EXPECT_STREQ(NameOf(CallbackKind::kOther), "other");
  EXPECT_STREQ(NameOf(Provider::kWorkerAsk), "WORKERASK");
}

}  // namespace
}  // namespace phasor::loop
