// When what happened at start-up: the origin of performance.now() and process.uptime(), and performance.nodeTiming.
// cli/main.cc and Instance mark, binding('process_stats') and binding('performance') read. Times are uv_hrtime() in ns;
// 0: not reached yet.
#pragma once

#include <cstdint>

namespace phasor::runtime {

enum class Milestone { kProcessStart, kV8Start, kEnvironment, kBootstrapComplete, kLoopStart, kLoopExit, kCount };

// The first mark counts; later ones are ignored.
void Mark(Milestone milestone);
uint64_t TimeOf(Milestone milestone);
inline uint64_t ProcessStart() { return TimeOf(Milestone::kProcessStart); }
// The wall clock at kProcessStart, in microseconds since the Unix epoch.
double WallClockAtStart();

}  // namespace phasor::runtime
