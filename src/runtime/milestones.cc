#include "runtime/milestones.h"

#include <uv.h>

namespace phasor::runtime {

namespace {

double g_wall_clock = 0;

}  // namespace

void Milestones::Mark(Milestone milestone) {
  uint64_t unmarked = 0;
  times_[static_cast<int>(milestone)].compare_exchange_strong(unmarked, uv_hrtime());
}

Milestones& ProcessMilestones() {
  static Milestones milestones;
  return milestones;
}

void MarkProcessStart() {
  ProcessMilestones().Mark(Milestone::kProcessStart);
  uv_timespec64_t now;
  if (uv_clock_gettime(UV_CLOCK_REALTIME, &now) == 0) {
    g_wall_clock = static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
  }
}

double WallClockAtStart() { return g_wall_clock; }

}  // namespace phasor::runtime
