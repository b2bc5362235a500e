// The loop's delay as Node's monitorEventLoopDelay() samples it, from what the loop knows about its turns: no timer wakes it.
// Caller: bindings/performance.cc.
//
// Interval: what a timer of `resolution` would see that is started again as soon as it has run. While the loop waits it is on
// time; one that comes due while callbacks run is late until they are done. A sample is the time since the timer ran last, so
// that a loop that is never late shows the resolution.
// Iteration: a sample a turn, from the end of its poll phase to the beginning of the next.
#pragma once

#include <cstdint>

#include "loop/phases.h"

namespace phasor::loop {

class DelaySampler : public TurnListener {
 public:
  enum class Mode { kInterval, kIteration };

  // `resolution` in ns, more than 0; `now`: when it begins, ns of uv_hrtime().
  DelaySampler(Mode mode, uint64_t resolution, uint64_t now) : mode_(mode), resolution_(resolution), due_(now + resolution), checked_(now) {}

  void OnPoll(uint64_t at) override;
  void OnWoken(uint64_t at) override;
  void OnCheck(uint64_t at) override { checked_ = at; }

 protected:
  // `delay` in ns was seen `count` times.
  virtual void Record(uint64_t delay, uint64_t count) = 0;
  // The next time that the timer runs is the first one again, which gives no sample.
  void Restart() { ran_ = 0; }

 private:
  const Mode mode_;
  const uint64_t resolution_;
  uint64_t due_;
  uint64_t ran_ = 0;      // when the timer ran last; 0: not yet
  uint64_t checked_;  // end of the last poll phase, or when it began to listen
};

}  // namespace phasor::loop
