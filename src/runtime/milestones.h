// When what happened at start-up: the origin of performance.now() and process.uptime(), and performance.nodeTiming.
// cli/main.cc and Instance mark, binding('process_stats') and binding('performance') read. Times are uv_hrtime() in ns;
// 0: not reached yet. The first three are the process's; the later ones each realm has for itself, and other threads may
// read them.
#pragma once

#include <atomic>
#include <cstdint>

namespace phasor::runtime {

enum class Milestone { kProcessStart, kNodeStart, kV8Start, kEnvironment, kBootstrapComplete, kLoopStart, kLoopExit, kCount };

class Milestones {
 public:
  // The first mark counts; later ones are ignored.
  void Mark(Milestone milestone);
  uint64_t TimeOf(Milestone milestone) const { return times_[static_cast<int>(milestone)]; }

 private:
  std::atomic<uint64_t> times_[static_cast<int>(Milestone::kCount)] = {};
};

// kProcessStart, kNodeStart (the options are known) and kV8Start.
Milestones& ProcessMilestones();
void MarkProcessStart();
inline uint64_t ProcessStart() { return ProcessMilestones().TimeOf(Milestone::kProcessStart); }
// The wall clock at kProcessStart, in microseconds since the Unix epoch.
double WallClockAtStart();

}  // namespace phasor::runtime
