#include "loop/delay_sampler.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace phasor::loop {
namespace {

using Samples = std::vector<std::pair<uint64_t, uint64_t>>;

class Recorder final : public DelaySampler {
 public:
  using DelaySampler::DelaySampler;
  using DelaySampler::Restart;
  Samples samples;

 private:
  void Record(uint64_t delay, uint64_t count) override { samples.emplace_back(delay, count); }
};

TEST(DelaySampler, AnIdleLoopShowsTheResolution) {
  Recorder sampler(DelaySampler::Mode::kInterval, 10, 100);
  sampler.OnPoll(101);
  sampler.OnWoken(155);  // runs at 110, which gives no sample, 120, 130, 140 and 150
  EXPECT_EQ(sampler.samples, (Samples{{10, 4}}));
}

TEST(DelaySampler, ATimerThatComesDueWhileCallbacksRunIsLate) {
  Recorder sampler(DelaySampler::Mode::kInterval, 10, 100);
  sampler.OnWoken(110);
  sampler.OnPoll(145);
  EXPECT_EQ(sampler.samples, (Samples{{35, 1}}));
  sampler.OnWoken(154);  // due again at 155
  EXPECT_EQ(sampler.samples.size(), 1u);
  sampler.OnWoken(155);
  EXPECT_EQ(sampler.samples.back(), (std::pair<uint64_t, uint64_t>{10, 1}));
}

TEST(DelaySampler, ShortTurnsChangeNothing) {
  Recorder sampler(DelaySampler::Mode::kInterval, 10, 100);
  for (uint64_t at = 100; at < 130; at += 2) {
    sampler.OnWoken(at);
    sampler.OnPoll(at + 1);
  }
  EXPECT_EQ(sampler.samples, (Samples{{10, 1}}));
}

TEST(DelaySampler, AfterARestartTheFirstRunGivesNoSample) {
  Recorder sampler(DelaySampler::Mode::kInterval, 10, 100);
  sampler.OnWoken(110);
  sampler.Restart();
  sampler.OnPoll(150);
  EXPECT_TRUE(sampler.samples.empty());
}

TEST(DelaySampler, AnIterationIsTheTimeOutsideOfThePollPhase) {
  Recorder sampler(DelaySampler::Mode::kIteration, 10, 100);
  sampler.OnPoll(103);
  sampler.OnWoken(150);
  sampler.OnCheck(160);
  sampler.OnPoll(167);
  EXPECT_EQ(sampler.samples, (Samples{{3, 1}, {7, 1}}));
}

}  // namespace
}  // namespace phasor::loop
