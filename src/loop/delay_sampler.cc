#include "loop/delay_sampler.h"

namespace phasor::loop {

void DelaySampler::OnWoken(uint64_t at) {
  if (mode_ == Mode::kIteration || at < due_) return;
  uint64_t runs = (at - due_) / resolution_ + 1;
  const uint64_t last = due_ + (runs - 1) * resolution_;
  if (ran_ == 0) --runs;
  if (runs > 0) Record(resolution_, runs);
  ran_ = last;
  due_ = last + resolution_;
}

void DelaySampler::OnPoll(uint64_t at) {
  if (mode_ == Mode::kIteration) {
    return Record(at - checked_, 1);
  }
  if (at < due_) return;
  if (ran_ != 0) Record(at - ran_, 1);
  ran_ = at;
  due_ = at + resolution_;
}

}  // namespace phasor::loop
