#include "bindings/histogram.h"

#include <uv.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace phasor::bindings {

// ---- MovingAverage ----

void MovingAverage::Add(double value) {
  if (!(half_life > 0)) return;
  const double error = threshold > 0 && value > threshold ? 1 : 0;
  if (!begun) {
    begun = true;
    mean = value;
    error_rate = error;
    return;
  }
  const double weight = 1 - std::exp2(-1 / half_life);
  const double distance = value - mean;
  mean += weight * distance;
  variance = (1 - weight) * (variance + weight * distance * distance);
  error_rate += weight * (error - error_rate);
}

// ---- HistogramData ----

std::shared_ptr<HistogramData> HistogramData::New(int64_t lowest, int64_t highest, int32_t figures, MovingAverage average) {
  hdr_histogram* hdr = nullptr;
  if (hdr_init(lowest, highest, figures, &hdr) != 0) return nullptr;
  auto data = std::make_shared<HistogramData>();
  data->hdr_.reset(hdr);
  data->average_ = average;
  return data;
}

// HdrHistogram itself takes values up to the next power of two.
bool HistogramData::RecordLocked(int64_t value, int64_t count) {
  if (value <= hdr_->highest_trackable_value && hdr_record_values(hdr_.get(), value, count)) {
    average_.Add(static_cast<double>(value));
    return true;
  }
  exceeds_ += count;
  return false;
}

void HistogramData::Record(int64_t value, int64_t count) {
  std::lock_guard lock(mutex_);
  RecordLocked(value, count);
}

void HistogramData::RecordCorrected(int64_t value, int64_t interval) {
  std::lock_guard lock(mutex_);
  if (!RecordLocked(value, 1)) return;
  // A bucket at a time: there may be 2^53 such values.
  for (int64_t missed = value - interval; missed >= interval;) {
    const int64_t lowest = std::max(hdr_lowest_equivalent_value(hdr_.get(), missed), interval);
    const int64_t count = (missed - lowest) / interval + 1;
    hdr_record_values(hdr_.get(), missed, count);
    missed -= count * interval;
  }
}

void HistogramData::RecordDelta() {
  std::lock_guard lock(mutex_);
  const uint64_t now = uv_hrtime();
  if (previous_ != 0) RecordLocked(static_cast<int64_t>(now - previous_), 1);
  previous_ = now;
}

void HistogramData::Add(HistogramData& other) {
  if (&other == this) {
    std::lock_guard lock(mutex_);
    hdr_add(hdr_.get(), hdr_.get());
    exceeds_ *= 2;
    return;
  }
  std::scoped_lock locks(mutex_, other.mutex_);
  hdr_iter iterator;
  hdr_iter_recorded_init(&iterator, other.hdr_.get());
  while (hdr_iter_next(&iterator)) {
    if (iterator.value <= hdr_->highest_trackable_value) hdr_record_values(hdr_.get(), iterator.value, iterator.count);
  }
  exceeds_ += other.exceeds_;
}

void HistogramData::Subtract(HistogramData& other) {
  if (&other == this) {
    std::lock_guard lock(mutex_);
    hdr_reset(hdr_.get());
    return;
  }
  std::scoped_lock locks(mutex_, other.mutex_);
  hdr_iter iterator;
  hdr_iter_recorded_init(&iterator, other.hdr_.get());
  while (hdr_iter_next(&iterator)) {
    const int64_t here = iterator.value <= hdr_->highest_trackable_value ? hdr_count_at_value(hdr_.get(), iterator.value) : 0;
    const int64_t taken = std::min(here, iterator.count);
    if (taken > 0) hdr_record_values(hdr_.get(), iterator.value, -taken);
  }
  hdr_reset_internal_counters(hdr_.get());
}

void HistogramData::Reset() {
  std::lock_guard lock(mutex_);
  hdr_reset(hdr_.get());
  average_.Reset();
  exceeds_ = 0;
  previous_ = 0;
  reset_ = true;
}

bool HistogramData::TakeReset() {
  std::lock_guard lock(mutex_);
  return std::exchange(reset_, false);
}

int64_t HistogramData::RoundUp(int64_t value) {
  return With([&](auto* hdr, auto, auto&) {
    return hdr_lowest_equivalent_value(hdr, value) == value ? value : hdr_next_non_equivalent_value(hdr, value);
  });
}

// ---- Histogram ----

Result<Histogram*> Histogram::New(v8::Isolate* isolate, int64_t lowest, int64_t highest, int32_t figures, double half_life,
                                  double threshold) {
  auto data = HistogramData::New(lowest, highest, figures, {half_life, threshold});
  if (data == nullptr) return Error::Coded(ErrorCode::kERR_OUT_OF_RANGE, "The histogram's range cannot be represented");
  return js::MakeGc<Histogram>(isolate, std::move(data));
}

v8::Local<v8::BigInt> Histogram::Count(v8::Isolate* isolate) {
  return v8::BigInt::New(isolate, data_->With([](auto* hdr, auto, auto&) { return hdr->total_count; }));
}
v8::Local<v8::BigInt> Histogram::Min(v8::Isolate* isolate) {
  return v8::BigInt::New(isolate, data_->With([](auto* hdr, auto, auto&) { return hdr_min(hdr); }));
}
v8::Local<v8::BigInt> Histogram::Max(v8::Isolate* isolate) {
  return v8::BigInt::New(isolate, data_->With([](auto* hdr, auto, auto&) { return hdr_max(hdr); }));
}
v8::Local<v8::BigInt> Histogram::Exceeds(v8::Isolate* isolate) {
  return v8::BigInt::New(isolate, data_->With([](auto*, auto exceeds, auto&) { return exceeds; }));
}
double Histogram::Mean() {
  return data_->With([](auto* hdr, auto, auto&) { return hdr_mean(hdr); });
}
double Histogram::StandardDeviation() {
  return data_->With([](auto* hdr, auto, auto&) { return hdr_stddev(hdr); });
}
v8::Local<v8::BigInt> Histogram::Percentile(v8::Isolate* isolate, double percentile) {
  return v8::BigInt::New(isolate, data_->With([&](auto* hdr, auto, auto&) { return hdr_value_at_percentile(hdr, percentile); }));
}

std::vector<js::Value> Histogram::Percentiles(v8::Isolate* isolate) {
  std::vector<js::Value> flat;
  data_->With([&](auto* hdr, auto, auto&) {
    hdr_iter iterator;
    hdr_iter_percentile_init(&iterator, hdr, 1);
    while (hdr_iter_next(&iterator)) {
      flat.push_back(v8::Number::New(isolate, iterator.specifics.percentiles.percentile));
      flat.push_back(v8::BigInt::New(isolate, iterator.value));
    }
  });
  return flat;
}

std::vector<double> Histogram::Average() {
  return data_->With([](auto*, auto, const MovingAverage& average) {
    return std::vector<double>{average.mean, std::sqrt(average.variance), average.error_rate};
  });
}

std::vector<double> Histogram::Buckets() {
  std::vector<double> flat;
  data_->With([&](auto* hdr, auto, auto&) {
    hdr_iter iterator;
    hdr_iter_recorded_init(&iterator, hdr);
    while (hdr_iter_next(&iterator)) {
      for (int64_t number : {iterator.lowest_equivalent_value, iterator.median_equivalent_value, iterator.highest_equivalent_value,
                             iterator.count}) {
        flat.push_back(static_cast<double>(number));
      }
    }
  });
  return flat;
}

double Histogram::LowestEquivalent(double value) {
  constexpr double kMost = 9223372036854774784.0;  // the highest double that is an int64_t
  const auto number = static_cast<int64_t>(std::clamp(value, 0.0, kMost));
  return static_cast<double>(data_->With([&](auto* hdr, auto, auto&) { return hdr_lowest_equivalent_value(hdr, number); }));
}

namespace {

const js::Row kHistogramRows[] = {
    js::Method<&Histogram::Record>("record"),
    js::Method<&Histogram::RecordCorrected>("recordCorrected"),
    js::Method<&Histogram::RecordDelta>("recordDelta"),
    js::Method<&Histogram::Add>("add"),
    js::Method<&Histogram::Subtract>("subtract"),
    js::Method<&Histogram::Reset>("reset"),
    js::Method<&Histogram::Count>("count"),
    js::Method<&Histogram::Min>("min"),
    js::Method<&Histogram::Max>("max"),
    js::Method<&Histogram::Exceeds>("exceeds"),
    js::Method<&Histogram::Mean>("mean"),
    js::Method<&Histogram::StandardDeviation>("stddev"),
    js::Method<&Histogram::Percentile>("percentile"),
    js::Method<&Histogram::Percentiles>("percentiles"),
    js::Method<&Histogram::Average>("ewma"),
    js::Method<&Histogram::Buckets>("buckets"),
    js::Method<&Histogram::LowestEquivalent>("lowestEquivalent"),
};

}  // namespace

const js::ClassSpec Histogram::kClass = js::GcClass<Histogram::New>("NativeHistogram", kHistogramRows);

}  // namespace phasor::bindings
