#include "runtime/id_clock.h"

#include <algorithm>

namespace phasor::runtime {

IdClock& IdClock::Current() {
  static thread_local IdClock clock;
  return clock;
}

void IdClock::Add(double last_id, double now) {
  last_ = now;
  if (!known_.empty() && known_.back().id == last_id) return;
  known_.push_back({last_id, now});
  if (known_.size() < kMost) return;
  // One goes, newest first, if the gap that it leaves is small for the age of what is there.
  std::vector<Known> kept;
  for (size_t i = known_.size(); i-- > 0;) {
    const bool is_end = i == 0 || kept.empty();
    if (is_end || kept.back().at - known_[i - 1].at > kPrecision * (now - known_[i - 1].at)) kept.push_back(known_[i]);
  }
  known_.assign(kept.rbegin(), kept.rend());
}

double IdClock::TimeOf(double id, double now) const {
  auto found = std::lower_bound(known_.begin(), known_.end(), id, [](const Known& known, double wanted) { return known.id < wanted; });
  return found == known_.end() ? now : found->at;
}

}  // namespace phasor::runtime
