// Histograms of perf_hooks: HdrHistogram with what Node counts besides. The data are shared by all clones, also those of other
// threads. Callers: bindings/performance.cc, bindings/structured.cc.
#pragma once

#include <hdr/hdr_histogram.h>

#include <memory>
#include <mutex>
#include <vector>

#include "js/class.h"

namespace phasor::bindings {

// An exponentially weighted moving average of what is recorded (createHistogram's halfLife and threshold).
struct MovingAverage {
  double half_life = 0;  // in samples; 0: off
  double threshold = 0;  // of errors; 0: errors are not counted
  bool begun = false;
  double mean = 0, variance = 0, error_rate = 0;

  void Add(double value);
  void Reset() { begun = false, mean = variance = error_rate = 0; }
};

class HistogramData {
 public:
  // Null: there is no histogram of such a range.
  static std::shared_ptr<HistogramData> New(int64_t lowest, int64_t highest, int32_t figures, MovingAverage average);

  void Record(int64_t value, int64_t count = 1);
  // Coordinated omission: with a value that took longer than `interval`, those that had to wait for it are recorded, too.
  void RecordCorrected(int64_t value, int64_t interval);
  // The ns since the last call.
  void RecordDelta();
  void Add(HistogramData& other);
  // Counts do not fall below 0.
  void Subtract(HistogramData& other);
  void Reset();
  // Whether there was a Reset() since the last call.
  bool TakeReset();

  // The least value that is not below `value` and counts as itself.
  int64_t RoundUp(int64_t value);

  // Calls read(const hdr_histogram*, int64_t exceeds, const MovingAverage&) while nobody writes.
  template <class Read>
  auto With(Read read) {
    std::lock_guard lock(mutex_);
    return read(hdr_.get(), exceeds_, average_);
  }

 private:
  struct Free {
    void operator()(hdr_histogram* histogram) const { hdr_close(histogram); }
  };
  bool RecordLocked(int64_t value, int64_t count);

  std::mutex mutex_;
  std::unique_ptr<hdr_histogram, Free> hdr_;
  MovingAverage average_;
  int64_t exceeds_ = 0;
  uint64_t previous_ = 0;  // of RecordDelta(), ns; 0: none
  bool reset_ = false;
};

// What JavaScript holds: new Histogram(lowest, highest, figures, halfLife, threshold). Counts and times are BigInts, since they
// may pass 53 bits.
class Histogram final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  explicit Histogram(std::shared_ptr<HistogramData> data) : data_(std::move(data)) {}
  static Result<Histogram*> New(v8::Isolate* isolate, int64_t lowest, int64_t highest, int32_t figures, double half_life,
                                double threshold);
  const std::shared_ptr<HistogramData>& data() const { return data_; }

  void Record(int64_t value) { data_->Record(value); }
  void RecordCorrected(int64_t value, int64_t interval) { data_->RecordCorrected(value, interval); }
  void RecordDelta() { data_->RecordDelta(); }
  void Add(Histogram* other) { data_->Add(*other->data_); }
  void Subtract(Histogram* other) { data_->Subtract(*other->data_); }
  void Reset() { data_->Reset(); }
  v8::Local<v8::BigInt> Count(v8::Isolate* isolate);
  v8::Local<v8::BigInt> Min(v8::Isolate* isolate);
  v8::Local<v8::BigInt> Max(v8::Isolate* isolate);
  v8::Local<v8::BigInt> Exceeds(v8::Isolate* isolate);
  double Mean();
  double StandardDeviation();
  v8::Local<v8::BigInt> Percentile(v8::Isolate* isolate, double percentile);
  // percentiles() -> flat: percentile, value (BigInt), percentile ...
  std::vector<js::Value> Percentiles(v8::Isolate* isolate);
  // ewma() -> [mean, standard deviation, rate of errors]
  std::vector<double> Average();
  // buckets() -> flat, of those that are not empty, in order: lowest, median and highest of the values that count as the same;
  // how many were recorded
  std::vector<double> Buckets();
  // lowestEquivalent(value) -> the lowest of the values that count as the same
  double LowestEquivalent(double value);

 private:
  std::shared_ptr<HistogramData> data_;
};

}  // namespace phasor::bindings
