// When an async id was given out, for the age of what bears it. Ids only grow, so that a list of (id, time) pairs tells all of them:
// nothing is stored with each handle, request or timer. One for each thread.
//
// The pairs are thinned out as they get old: the age of anything is right to a few percent, or a millisecond.
//
// Callers: Realm::DrainQueues notes, bindings/loop.cc asks.
#pragma once

#include <cstddef>
#include <vector>

namespace phasor::runtime {

class IdClock {
 public:
  // The calling thread's.
  static IdClock& Current();
  // Ids up to `last_id` have been given out by `now` (ms of Loop::now()).
  void Note(double last_id, double now) {
    if (now - last_ >= 1) [[unlikely]] Add(last_id, now);
  }
  // The time in ms at which `id` was given out, at the latest.
  double TimeOf(double id, double now) const;

 private:
  struct Known {
    double id, at;
  };
  static constexpr size_t kMost = 1024;  // a day needs half of them
  static constexpr double kPrecision = 0.04;
  void Add(double last_id, double now);
  std::vector<Known> known_;  // oldest first
  double last_ = -1;
};

}  // namespace phasor::runtime
