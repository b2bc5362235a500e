// binding('performance'): the clock of performance.now(), milestones of the start, the loop's idle time, histograms
// (HdrHistogram) and the monitor of the loop's delay. Callers: lib/internal/perf.
#include <hdr/hdr_histogram.h>
#include <uv.h>

#include <memory>

#include "js/class.h"
#include "loop/handle.h"
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

struct FreeHistogram {
  void operator()(hdr_histogram* histogram) const { hdr_close(histogram); }
};

// What histograms of JavaScript and monitors of the loop share.
struct HistogramData {
  std::unique_ptr<hdr_histogram, FreeHistogram> hdr;
  int64_t exceeds = 0;
  uint64_t previous = 0;

  bool Record(int64_t value) {
    if (hdr_record_value(hdr.get(), value)) return true;
    ++exceeds;
    return false;
  }
};

class Histogram final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  explicit Histogram(std::shared_ptr<HistogramData> data) : data_(std::move(data)) {}
  static Result<Histogram*> New(v8::Isolate* isolate, int64_t lowest, int64_t highest, int32_t figures) {
    hdr_histogram* hdr = nullptr;
    if (hdr_init(lowest, highest, figures, &hdr) != 0) {
      return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "The histogram's range cannot be represented");
    }
    auto data = std::make_shared<HistogramData>();
    data->hdr.reset(hdr);
    return js::MakeGc<Histogram>(isolate, std::move(data));
  }
  const std::shared_ptr<HistogramData>& data() const { return data_; }

  void Record(int64_t value) { data_->Record(value); }
  void RecordDelta() {
    uint64_t now = uv_hrtime();
    if (data_->previous != 0) data_->Record(static_cast<int64_t>(now - data_->previous));
    data_->previous = now;
  }
  void Add(Histogram* other) {
    data_->exceeds += other->data_->exceeds + hdr_add(data_->hdr.get(), other->data_->hdr.get());
  }
  void Reset() {
    hdr_reset(data_->hdr.get());
    data_->exceeds = 0;
    data_->previous = 0;
  }
  // BigInts, since counts and times may pass 53 bits
  v8::Local<v8::BigInt> Count(v8::Isolate* isolate) { return v8::BigInt::New(isolate, data_->hdr->total_count); }
  v8::Local<v8::BigInt> Min(v8::Isolate* isolate) { return v8::BigInt::New(isolate, hdr_min(data_->hdr.get())); }
  v8::Local<v8::BigInt> Max(v8::Isolate* isolate) { return v8::BigInt::New(isolate, hdr_max(data_->hdr.get())); }
  v8::Local<v8::BigInt> Exceeds(v8::Isolate* isolate) { return v8::BigInt::New(isolate, data_->exceeds); }
  double Mean() { return hdr_mean(data_->hdr.get()); }
  double StandardDeviation() { return hdr_stddev(data_->hdr.get()); }
  v8::Local<v8::BigInt> Percentile(v8::Isolate* isolate, double percentile) {
    return v8::BigInt::New(isolate, hdr_value_at_percentile(data_->hdr.get(), percentile));
  }
  // percentiles() -> flat: percentile, value (BigInt), percentile ...
  std::vector<js::Value> Percentiles(v8::Isolate* isolate) {
    std::vector<js::Value> flat;
    hdr_iter iterator;
    hdr_iter_percentile_init(&iterator, data_->hdr.get(), 1);
    while (hdr_iter_next(&iterator)) {
      flat.push_back(v8::Number::New(isolate, iterator.specifics.percentiles.percentile));
      flat.push_back(v8::BigInt::New(isolate, iterator.value));
    }
    return flat;
  }

 private:
  std::shared_ptr<HistogramData> data_;
};

const js::Row kHistogramRows[] = {
    js::Method<&Histogram::Record>("record"),       js::Method<&Histogram::RecordDelta>("recordDelta"),
    js::Method<&Histogram::Add>("add"),             js::Method<&Histogram::Reset>("reset"),
    js::Method<&Histogram::Count>("count"),         js::Method<&Histogram::Min>("min"),
    js::Method<&Histogram::Max>("max"),             js::Method<&Histogram::Exceeds>("exceeds"),
    js::Method<&Histogram::Mean>("mean"),           js::Method<&Histogram::StandardDeviation>("stddev"),
    js::Method<&Histogram::Percentile>("percentile"), js::Method<&Histogram::Percentiles>("percentiles"),
};
const js::ClassSpec Histogram::kClass = js::GcClass<Histogram::New>("NativeHistogram", kHistogramRows);

// new LoopDelay(histogram, resolution in ms): records, in ns, how long after each other the turns of a timer come
class LoopDelay final : public loop::Handle, public js::Shell {
 public:
  static const js::ClassSpec kClass;

  static LoopDelay* New(Realm& realm, Histogram* histogram, uint32_t resolution) {
    auto timer = std::make_unique<uv_timer_t>();
    uv_timer_init(realm.loop().uv(), timer.get());
    return new LoopDelay(realm, std::move(timer), histogram->data(), resolution);
  }
  void Start(bool reset) {
    if (reset) {
      hdr_reset(data_->hdr.get());
      data_->exceeds = 0;
    }
    previous_ = 0;
    uv_timer_start(timer_.get(), OnUvTimer, resolution_, resolution_);
    Unref();
  }
  void Stop() { uv_timer_stop(timer_.get()); }

 private:
  LoopDelay(Realm& realm, std::unique_ptr<uv_timer_t> timer, std::shared_ptr<HistogramData> data, uint32_t resolution)
      : Handle(realm.loop(), reinterpret_cast<uv_handle_t*>(timer.get())),
        timer_(std::move(timer)), data_(std::move(data)), resolution_(resolution) {}
  static void OnUvTimer(uv_timer_t* timer) {
    auto* self = static_cast<LoopDelay*>(static_cast<loop::Handle*>(timer->data));
    uint64_t now = uv_hrtime();
    if (self->previous_ != 0) self->data_->Record(static_cast<int64_t>(now - self->previous_));
    self->previous_ = now;
  }

  std::unique_ptr<uv_timer_t> timer_;
  std::shared_ptr<HistogramData> data_;
  uint32_t resolution_;
  uint64_t previous_ = 0;
};

const js::Row kDelayRows[] = {
    js::Method<&LoopDelay::Start>("start"),
    js::Method<&LoopDelay::Stop>("stop"),
};
const js::ClassSpec LoopDelay::kClass = js::ShellClass<LoopDelay::New>("LoopDelay", kDelayRows);

const js::Row kRows[] = {
    js::FastFn<Now>("now"),
    js::Fn<TimeOrigin>("timeOrigin"),
    js::Fn<MilestoneAt>("milestone"),
    js::Fn<IdleTime>("idleTime"),
    js::Fn<LoopMetrics>("loopMetrics"),
    js::Class<Histogram>("Histogram"),
    js::Class<LoopDelay>("LoopDelay"),
};

}  // namespace

extern const js::BindingSpec kBinding_performance;
const js::BindingSpec kBinding_performance = {"performance", kRows};

}  // namespace phasor::bindings
