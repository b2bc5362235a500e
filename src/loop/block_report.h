// What is known about a loop that is blocked, the cause that follows from it, and how it is told. No thread, no clock, no
// V8: runtime/block_watch.cc observes, test/unit/loop/block_report_test.cc has the cases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loop/phases.h"

namespace phasor::loop {

// Where the blocked time goes.
enum class BlockCause : uint8_t { kJavaScript, kNative, kSystemCall, kGc, kCount };
const char* NameOf(BlockCause cause);

// A look at the blocked thread from outside.
struct BlockSample {
  bool in_gc = false;
  long waits_in = -1;  // number of the system call in which it waits; -1: it runs
};

struct BlockFrame {
  std::string function;  // empty: anonymous, or top level
  std::string file;
  int line = 0;
  int column = 0;
  bool internal = false;  // of the runtime, not of the program
};

struct BlockEvidence {
  std::vector<BlockSample> samples;
  uint64_t busy = 0;      // ns since the block began, and of those in collections that have ended
  uint64_t collecting = 0;
  bool answers = false;   // JavaScript came back to V8's interrupt check
};

struct BlockFinding {
  BlockCause cause = BlockCause::kNative;
  long syscall = -1;      // kSystemCall
  double gc_share = 0;    // 0 to 1, of the block or, if that is more, of the samples
};

// A third of the time in collections is a matter of memory, whatever else runs. Then what most samples saw: waiting in the
// kernel, or running, which is JavaScript when V8's interrupt is answered.
BlockFinding FindCause(const BlockEvidence& evidence);

// A queue that feeds itself.
enum class EndlessDrain : uint8_t { kNone, kTicks, kMicrotasks };

struct BlockReport {
  uint64_t number = 0;         // counts the reports of a process from 1
  uint64_t thread_id = 0;      // of worker_threads
  double blocked = 0;          // ms so far
  double threshold = 0;        // ms
  Now now;
  uint64_t callbacks = 0;      // that began in this block; 0: not known
  double async_id = 0;         // of the single JavaScript callback, and of what scheduled it
  double trigger_id = 0;
  std::vector<BlockFrame> scheduled;  // where it was scheduled, innermost first; empty: not noted
  BlockFinding finding;
  EndlessDrain drain = EndlessDrain::kNone;
  std::string request;         // "GET /path", or empty
  bool has_stack = false;
  bool ended = false;          // the stack was taken when the block was over
  std::string source;          // the line of the innermost frame of the program
  std::vector<BlockFrame> stack;  // innermost first
  uint64_t suppressed = 0;     // reports that were held back since the one before

  // The innermost frame of the program (in a drain, the callback itself); null if there is none.
  const BlockFrame* Culprit() const;
};

// One line each, without its end. The stack of a report that was made without one is told by a line of its own.
std::string ToText(const BlockReport& report);
std::string ToJson(const BlockReport& report);

// At most kBurst reports at once and kBurst in a second on average, so that a program that blocks always does not drown.
class ReportLimiter {
 public:
  static constexpr double kBurst = 5;
  // Whether a report may be made at `now` (ns).
  bool Allow(uint64_t now);
  uint64_t TakeSuppressed();

 private:
  double tokens_ = kBurst;
  uint64_t last_ = 0;
  uint64_t suppressed_ = 0;
};

}  // namespace phasor::loop
