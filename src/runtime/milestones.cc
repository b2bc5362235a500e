#include "runtime/milestones.h"

#include <uv.h>

#include <atomic>

namespace phasor::runtime {

namespace {

std::atomic<uint64_t> g_times[static_cast<int>(Milestone::kCount)];
double g_wall_clock = 0;

}  // namespace

void Mark(Milestone milestone) {
  auto& time = g_times[static_cast<int>(milestone)];
  if (time != 0) return;
  time = uv_hrtime();
  if (milestone != Milestone::kProcessStart) return;
  uv_timespec64_t now;
  if (uv_clock_gettime(UV_CLOCK_REALTIME, &now) == 0) {
    g_wall_clock = static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
  }
}

uint64_t TimeOf(Milestone milestone) { return g_times[static_cast<int>(milestone)]; }

double WallClockAtStart() { return g_wall_clock; }

}  // namespace phasor::runtime
