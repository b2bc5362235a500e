// The figures of every loop of the process as metric families in Prometheus' sense, and the two forms in which they leave
// it. Any thread; no V8. Callers: loop/metrics_server.cc, bindings/loop.cc.
//
// Names and units follow Prometheus' "Metric and label naming": base units (seconds), counters end with _total.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace phasor::loop {

// The percentiles that JSON and phasor:loop's metrics() tell of times.
inline constexpr struct {
  const char* name;
  double percent;
} kPercentiles[] = {{"p50", 50}, {"p75", 75}, {"p90", 90}, {"p99", 99}, {"p999", 99.9}};

struct MetricSample {
  using Labels = std::vector<std::pair<std::string, std::string>>;
  Labels labels;
  double value = 0;   // of counters and gauges
  // Of histograms: (upper bound in seconds, values up to it), cumulative; the rest is in `count`.
  std::vector<std::pair<double, uint64_t>> buckets;
  uint64_t count = 0;
  double sum = 0;     // seconds
  double max = 0;     // seconds
  std::vector<std::pair<const char*, double>> percentiles;  // kPercentiles' names, seconds
};

struct MetricFamily {
  enum class Type { kCounter, kGauge, kHistogram };
  std::string name;
  std::string help;
  Type type;
  std::vector<MetricSample> samples;
};

// Families without a sample are left out.
std::vector<MetricFamily> ReadMetricFamilies();

// Text format 0.0.4 of Prometheus' "Exposition formats".
std::string ToPrometheus(const std::vector<MetricFamily>& families);
// [{"name", "help", "type", "metrics": [{"labels": {}, "value"} or {"labels": {}, "buckets": {"0.001": n}, "count", "sum", "max", "p50" ...}]}]
std::string ToJson(const std::vector<MetricFamily>& families);

}  // namespace phasor::loop
