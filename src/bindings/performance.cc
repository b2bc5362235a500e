// binding('performance'): the clock of performance.now(), milestones of the start, the loop's idle time, histograms
// (bindings/histogram.h) and the monitor of the loop's delay. Callers: lib/internal/perf.
#include <uv.h>

#include <cmath>
#include <memory>

#include "bindings/histogram.h"
#include "loop/delay_sampler.h"
#include "runtime/milestones.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using runtime::Milestone;
using runtime::Realm;

// Milliseconds since the process began.
double Now() { return static_cast<double>(uv_hrtime() - runtime::ProcessStart()) / 1e6; }
// Milliseconds since the Unix epoch at which the process began.
double TimeOrigin() { return runtime::WallClockAtStart() / 1e3; }
// milestone(index of runtime::Milestone) -> ms since the process began, or -1 if it has not been reached
double MilestoneAt(Realm& realm, uint32_t index) {
  if (index >= static_cast<uint32_t>(Milestone::kCount)) return -1;
  auto milestone = static_cast<Milestone>(index);
  uint64_t time = (milestone <= Milestone::kV8Start ? runtime::ProcessMilestones() : realm.milestones()).TimeOf(milestone);
  return time == 0 ? -1 : static_cast<double>(time - runtime::ProcessStart()) / 1e6;
}
// idleTime() -> ms that the loop has waited for events
double IdleTime(Realm& realm) { return static_cast<double>(uv_metrics_idle_time(realm.loop().uv())) / 1e6; }
// loopMetrics() -> [turns, events, events that waited]
Result<std::vector<double>> LoopMetrics(Realm& realm) {
  uv_metrics_t metrics;
  int status = uv_metrics_info(realm.loop().uv(), &metrics);
  if (status != 0) return Error::System(status, "uv_metrics_info");
  return std::vector<double>{static_cast<double>(metrics.loop_count), static_cast<double>(metrics.events),
                             static_cast<double>(metrics.events_waiting)};
}

// Samples of the loop's delay on their way into a histogram.
class DelayRecorder final : public loop::DelaySampler {
 public:
  DelayRecorder(Mode mode, uint64_t resolution, std::shared_ptr<HistogramData> data)
      : DelaySampler(mode, resolution, uv_hrtime()), data_(std::move(data)) {}
  void OnPoll(uint64_t at) override {
    if (data_->TakeReset()) Restart();
    DelaySampler::OnPoll(at);
  }
  void OnWoken(uint64_t at) override {
    if (data_->TakeReset()) Restart();
    DelaySampler::OnWoken(at);
  }

 private:
  // Rounded up, lest a loop that is never late seems to be early.
  void Record(uint64_t delay, uint64_t count) override {
    data_->Record(data_->RoundUp(static_cast<int64_t>(delay)), static_cast<int64_t>(count));
  }

  std::shared_ptr<HistogramData> data_;
};

// new LoopDelay(histogram, resolution in ms, or 0 for a sample a turn); start(), stop()
class LoopDelay final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  LoopDelay(std::shared_ptr<HistogramData> data, uint32_t resolution) : data_(std::move(data)), resolution_(resolution) {}
  static LoopDelay* New(v8::Isolate* isolate, Histogram* histogram, uint32_t resolution) {
    return js::MakeGc<LoopDelay>(isolate, histogram->data(), resolution);
  }
  void Start(Realm& realm) {
    const auto mode = resolution_ == 0 ? loop::DelaySampler::Mode::kIteration : loop::DelaySampler::Mode::kInterval;
    recorder_ = std::make_shared<DelayRecorder>(mode, uint64_t{1'000'000} * resolution_, data_);
    realm.loop().phases().AddListener(recorder_);
  }
  void Stop() { recorder_.reset(); }

 private:
  std::shared_ptr<HistogramData> data_;
  std::shared_ptr<DelayRecorder> recorder_;
  const uint32_t resolution_;
};

const js::Row kDelayRows[] = {
    js::Method<&LoopDelay::Start>("start"),
    js::Method<&LoopDelay::Stop>("stop"),
};
const js::ClassSpec LoopDelay::kClass = js::GcClass<LoopDelay::New>("LoopDelay", kDelayRows);

// erfc(x), logGamma(x): what the distributions of lib/internal/perf/distributions.js are made of
double ComplementaryError(double x) { return std::erfc(x); }
double LogGamma(double x) {
  int sign;  // std::lgamma() has a global one
  return lgamma_r(x, &sign);
}

const js::Row kRows[] = {
    js::FastFn<Now>("now"),
    js::Fn<TimeOrigin>("timeOrigin"),
    js::Fn<MilestoneAt>("milestone"),
    js::Fn<IdleTime>("idleTime"),
    js::Fn<LoopMetrics>("loopMetrics"),
    js::Fn<ComplementaryError>("erfc"),
    js::Fn<LogGamma>("logGamma"),
    js::Class<Histogram>("Histogram"),
    js::Class<LoopDelay>("LoopDelay"),
};

}  // namespace

extern const js::BindingSpec kBinding_performance;
const js::BindingSpec kBinding_performance = {"performance", kRows};

}  // namespace phasor::bindings
