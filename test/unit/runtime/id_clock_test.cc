// The time of an async id.
#include "runtime/id_clock.h"

#include <gtest/gtest.h>

namespace phasor::runtime {
namespace {

TEST(IdClock, KnowsTheTimeOfEachIdToAFewPercentOfItsAge) {
  IdClock clock;
  constexpr double kEnd = 100'000;
  for (double now = 0; now <= kEnd; ++now) clock.Note(now * 3, now);
  for (double at = 0; at < kEnd; at = at * 1.5 + 1) {
    const double age = kEnd - at, told = kEnd - clock.TimeOf(at * 3, kEnd);
    EXPECT_LE(told, age);
    EXPECT_GE(told, age * 0.9 - 2) << at;
  }
}

TEST(IdClock, AnIdNotYetNotedIsNew) {
  IdClock clock;
  EXPECT_EQ(clock.TimeOf(5, 70), 70);
  clock.Note(10, 20);
  EXPECT_EQ(clock.TimeOf(10, 70), 20);
  EXPECT_EQ(clock.TimeOf(11, 70), 70);
}

}  // namespace
}  // namespace phasor::runtime
