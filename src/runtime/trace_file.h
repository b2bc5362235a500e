// A trace on disk, twice: BASE.json for Perfetto and chrome://tracing (the Trace Event Format's array form), BASE.html to open
// in a browser (the page is src/trace_page, the events follow it). Callers: runtime/tracing.cc; bindings/loop.cc for the causes.
//
// Both formats are written front to back in whole lines, and what is cut off after a line still opens: a disk that fills up costs
// the rest of the trace, not the trace.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "runtime/tracing.h"

namespace phasor::runtime {

// What queued a callback, as far as the trace knows.
struct TraceCause {
  uint64_t queued = 0;   // ns of uv_hrtime(); of a reaction of a promise: when the promise was settled, or then() called
  uint64_t by = 0;       // async id of what ran then
  uint32_t label = 0;    // of the callback's function, or of the place in the program that queued it
  uint32_t delay = 0;    // of a timer, in ms
  bool known = false;
};
// One for each event; only those of callbacks and jobs are known.
std::vector<TraceCause> FindCauses(const TraceDump& dump);

// Makes (and empties) the files. Error::System with the path of the one that cannot be made.
Result<void> CreateTraceFiles(const std::string& base);
// Writes them. What fails is reported on stderr, once a file.
void WriteTraceFiles(const std::string& base, const TraceDump& dump);

}  // namespace phasor::runtime
