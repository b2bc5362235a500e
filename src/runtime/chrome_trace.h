// A trace in the Trace Event Format (array form) that Perfetto and chrome://tracing open. Caller: runtime/trace_file.cc.
//
// Tracks of the one process: turns, phases, callbacks (nested: a callback, the ticks and microtasks after it), collections, and for each
// kind of pool job as many lanes as jobs ran side by side; waits in a pool's queue are async slices. An arrow leads from where
// something was queued to where it ran.
#pragma once

#include "runtime/trace_lines.h"

namespace phasor::runtime {

void WriteChromeTrace(const TraceDump& dump, const std::vector<TraceCause>& causes, std::string_view title, const LineSink& sink);

}  // namespace phasor::runtime
