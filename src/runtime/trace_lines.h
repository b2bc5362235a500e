// A trace as lines of JSON arrays, which the page (src/trace_page) reads; and the text helpers of both formats. Caller:
// runtime/trace_file.cc. Times are microseconds since the trace began.
//
//   {"title", "lost", "crowded", "phases", "kinds", "providers", "collections"}   first line; names by number
//   ["L", function, script, line, column, is place]                     a label; the first has number 1
//   ["S", [label, ...]]                                                 a stack, innermost first; the first has number 0
//   ["T", turn, start, duration]
//   ["P", turn, phase, start, duration, waited]
//   ["C", start, duration, id, kind, provider, phase, turn, label, parent, queued, by, place, delay, drain, gc, stack]
//         a callback; queued -1: not known; by: what queued it; place: label of where; drain: when ticks began, -1: none ran;
//         stack -1: none
//   ["J", kind, id, queued, start, end, returned, by, place]            a job of a thread pool
//   ["G", collection, start, duration]
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace_file.h"

namespace phasor::runtime {

using LineSink = std::function<void(std::string_view line)>;
void WriteTraceLines(const TraceDump& dump, const std::vector<TraceCause>& causes, std::string_view title, const LineSink& sink);

// Microseconds from `began` to `at`, with three decimals.
std::string Microseconds(uint64_t began, uint64_t at);

}  // namespace phasor::runtime
