// Figures that every loop keeps about itself, always. One thread writes (the loop's), any thread reads while it does:
// each number is a relaxed atomic that its one writer changes without a locked instruction, so that a reader sees every
// number whole, though not all of them of one moment.
//
// Callers: loop/phases.h and loop/thread_pool.cc write, runtime/ adds drains and collections; bindings/loop.cc reads for
// JavaScript, and a thread that serves metrics takes AllMetrics(). Times are nanoseconds of uv_hrtime().
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "loop/kinds.h"

namespace phasor::loop {

enum class Phase : uint8_t { kOutside, kTimers, kPending, kPrepare, kPoll, kCheck, kClosing, kCount };
inline constexpr size_t kPhases = static_cast<size_t>(Phase::kCount);
// "outside", "timers", "pending", "prepare", "poll", "check", "closing"
const char* NameOf(Phase phase);

// False only in the build that shows what these figures cost (tools/build --no-metrics, docs/event-loop.md): nothing is counted,
// phases are not timed, nothing can be traced, and watchdogs see nothing.
#ifdef PHASOR_NO_METRICS
inline constexpr bool kKeepsMetrics = false;
#else
inline constexpr bool kKeepsMetrics = true;
#endif

class Counter {
 public:
  void Add(uint64_t n = 1) { Set(value() + n); }
  void Subtract(uint64_t n = 1) { Set(value() - n); }
  void Raise(uint64_t n) { if (n > value()) Set(n); }
  void Set(uint64_t n) { if constexpr (kKeepsMetrics) value_.store(n, std::memory_order_relaxed); }
  uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_ = 0;
};

// Counts of values in buckets as HdrHistogram has them: linear inside each power of two, so that a value is known to
// 1/32. Not libhdr_histogram itself: its counts may not be read while another thread writes.
class Buckets {
 public:
  static constexpr int kSubBits = 5;             // 32 buckets for each power of two
  static constexpr int kUnitBits = 4;            // 16 ns is the finest
  static constexpr uint64_t kMax = (1ull << 42) - 1;  // 73 minutes; what is longer counts as this
  static constexpr size_t kSize = (42 - kUnitBits - kSubBits + 1) << kSubBits;

  static constexpr size_t IndexOf(uint64_t ns) {
    const uint64_t unit = (ns < kMax ? ns : kMax) >> kUnitBits;
    const int width = std::bit_width(unit);
    const int shift = width > kSubBits + 1 ? width - (kSubBits + 1) : 0;
    return (static_cast<size_t>(shift) << kSubBits) + (unit >> shift);
  }
  // The highest value that belongs to the bucket.
  static constexpr uint64_t ValueOf(size_t index) {
    const int shift = index < (2u << kSubBits) ? 0 : static_cast<int>(index >> kSubBits) - 1;
    const uint64_t unit = index - (static_cast<uint64_t>(shift) << kSubBits);
    return ((((unit + 1) << shift) << kUnitBits)) - 1;
  }

  Counter& operator[](size_t index) { return counts_[index]; }
  const Counter& operator[](size_t index) const { return counts_[index]; }

 private:
  Counter counts_[kSize];
};

// Count, total, maximum and percentiles of durations. The buckets come with the first value.
class Distribution {
 public:
  Distribution() = default;
  Distribution(const Distribution&) = delete;
  ~Distribution() { delete buckets_.load(std::memory_order_relaxed); }

  void Record(uint64_t ns) {
    if constexpr (!kKeepsMetrics) return;
    Buckets* buckets = buckets_.load(std::memory_order_relaxed);
    if (buckets == nullptr) [[unlikely]] buckets_.store(buckets = new Buckets, std::memory_order_release);
    (*buckets)[Buckets::IndexOf(ns)].Add();
    total_.Add(ns);
    max_.Raise(ns);
    count_.Add();
  }
  uint64_t count() const { return count_.value(); }
  uint64_t total() const { return total_.value(); }
  uint64_t max() const { return max_.value(); }
  // The value that `percent` of the values do not exceed (0 to 100), at most max(); 0 if there is none.
  uint64_t Percentile(double percent) const;
  // How many values are at most `ns`, to the buckets' precision: for cumulative histograms (Prometheus).
  uint64_t CountUpTo(uint64_t ns) const;

 private:
  std::atomic<Buckets*> buckets_ = nullptr;
  Counter count_, total_, max_;
};

// The jobs of one kind (fs, dns, crypto, zlib) that one loop gave to the thread pools.
struct JobMetrics {
  Counter posted;
  Counter cancelled;    // before a thread took them
  Distribution queued;  // posted to taken by a thread
  Distribution run;     // on the thread
  Distribution returned;  // finished to called back
};

// V8's kinds of collections.
enum class GcKind : uint8_t { kScavenge, kMinorMarkSweep, kMarkSweepCompact, kIncremental, kWeakCallbacks, kCount };
inline constexpr size_t kGcKinds = static_cast<size_t>(GcKind::kCount);
const char* NameOf(GcKind kind);

struct Metrics {
  std::atomic<uint64_t> thread_id = 0;  // of worker_threads; set before the loop runs, with readers about already

  Counter turns;
  Distribution turn;       // beginning to end of a turn, waiting included
  Distribution busy;       // the loop's delay: from the end of a wait to the next poll, when nothing else is looked at
  Distribution phases[kPhases];  // phases that ran something; poll: waiting included
  Distribution poll_wait, poll_work;

  // Entries into JavaScript from the loop; of timers, immediates, ticks and queueMicrotask() each single callback.
  Counter callbacks[kCallbackKinds];
  // Drains of ticks and microtasks at the end of a callback, and those of them that had ticks to run. One in
  // kTimedDrains is timed, which is what `drain` holds: two clock reads cost as much as an empty one.
  static constexpr uint32_t kTimedDrains = 8;
  Counter drains, tick_drains;
  Distribution drain;

  JobMetrics jobs[kCallbackKinds];
  Counter active[kProviders], begun[kProviders];  // handles and requests
  Distribution gc[kGcKinds];
  Counter gc_time;         // all of it, what runs inside another counted once
};

// The figures of every loop that lives; each may be kept beyond its loop's end. Any thread.
std::vector<std::shared_ptr<const Metrics>> AllMetrics();
// For Loop: makes them known, until the last owner but the list lets go.
std::shared_ptr<Metrics> NewMetrics();

}  // namespace phasor::loop
