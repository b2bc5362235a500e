#include "runtime/option_checks.h"

#include <uv.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace phasor::runtime {

namespace {

// --block-threshold in ms: a day is longer than anybody waits.
constexpr long kLongestThreshold = 86'400'000;

std::string CheckBlockOptions(const Options& options) {
  const std::string_view threshold = options.Text("--block-threshold");
  if (threshold.empty()) return {};
  long value = 0;
  const auto [end, error] = std::from_chars(threshold.data(), threshold.data() + threshold.size(), value);
  const bool whole = error == std::errc() && end == threshold.data() + threshold.size();
  if (whole && value >= 1 && value <= kLongestThreshold) return {};
  return "--block-threshold must be a number of milliseconds from 1 to " + std::to_string(kLongestThreshold);
}

// --max-old-space-size-percentage as a number; 0 for what is none, or out of range.
double HeapPercentage(const Options& options) {
  const std::string text(options.Text("--max-old-space-size-percentage"));
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() && value > 0 && value <= 100 ? value : 0;
}

// 0 for what is no whole number.
long WholeNumber(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

std::string CheckNumbers(const Options& options) {
  const std::string_view percentage = options.Text("--max-old-space-size-percentage");
  if (!percentage.empty() && HeapPercentage(options) == 0) {
    return "--max-old-space-size-percentage must be greater than 0 and up to 100. Got: " + std::string(percentage);
  }
  if (WholeNumber(options.Text("--heapsnapshot-near-heap-limit")) < 0) return "--heapsnapshot-near-heap-limit must not be negative";
  constexpr long kFirstPort = 1024, kLastPort = 65535;
  const long port = WholeNumber(options.Text("--inspect-port"));
  if (port != 0 && (port < kFirstPort || port > kLastPort)) return "must be 0 or in range 1024 to 65535.";
  return {};
}

// Details of a profile that nobody asked for.
std::string CheckProfiles(const Options& options) {
  for (const char* kind : {"--cpu-prof", "--heap-prof"}) {
    if (options.Enabled(kind)) continue;
    for (const char* detail : {"-name", "-dir", "-interval"}) {
      const std::string name = std::string(kind) + detail;
      if (!options.Text(name).empty()) return name + " must be used with " + kind;
    }
  }
  return {};
}

}  // namespace

void ApplyHeapPercentage(Options* options) {
  const double percentage = HeapPercentage(*options);
  if (percentage == 0) return;
  uint64_t memory = uv_get_constrained_memory();
  if (memory == 0 || memory > uv_get_total_memory()) memory = uv_get_total_memory();
  const double megabytes = static_cast<double>(memory) * percentage / 100 / (1024 * 1024);
  options->v8_flags.push_back("--max-old-space-size=" + std::to_string(std::max<uint64_t>(1, static_cast<uint64_t>(megabytes))));
}

std::string CheckValues(const Options& options) {
  auto is_one_of = [&](std::string_view name, std::initializer_list<std::string_view> allowed) {
    std::string_view text = options.Text(name);
    return text.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end();
  };
  if (!is_one_of("--unhandled-rejections", {"warn-with-error-code", "throw", "strict", "warn", "none"})) {
    return "invalid value for --unhandled-rejections";
  }
  if (!is_one_of("--input-type", {"commonjs", "module", "module-typescript", "commonjs-typescript"})) {
    return "--input-type must be \"module\",\"commonjs\", \"module-typescript\" or \"commonjs-typescript\"";
  }
  std::string heap_problems;
  for (const char* name : {"--secure-heap", "--secure-heap-min"}) {
    unsigned long value = std::strtoul(std::string(options.Text(name)).c_str(), nullptr, 10);
    if ((value & (value - 1)) != 0) heap_problems += std::string(heap_problems.empty() ? "" : "\n") + name + " must be a power of 2";
  }
  if (!heap_problems.empty()) return heap_problems;
  if (!is_one_of("--block-format", {"text", "json", "none"})) return "--block-format must be text, json or none";
  for (auto* check : {CheckBlockOptions, CheckNumbers, CheckProfiles}) {
    if (std::string problem = check(options); !problem.empty()) return problem;
  }
  if (!is_one_of("--use-largepages", {"off", "on", "silent"})) return "invalid value for --use-largepages";
  if (!is_one_of("--trace-require-module", {"all", "no-node-modules"})) return "invalid value for --trace-require-module";
  constexpr std::string_view kExclusive[][2] = {{"--tls-min-v1.3", "--tls-max-v1.2"},
                                                {"--use-openssl-ca", "--use-bundled-ca"},
                                                {"--use-openssl-ca", "--use-system-ca"}};
  for (auto& [one, other] : kExclusive) {
    if (options.Enabled(one) && options.Enabled(other)) {
      return "either " + std::string(one) + " or " + std::string(other) + " can be used, not both";
    }
  }
  if (options.Enabled("--check") && (options.has_eval || options.Enabled("--print"))) {
    return "either --check or --eval can be used, not both";
  }
  return {};
}

std::string CheckSetup(const Options& options) {
  std::string_view proto = options.Text("--disable-proto");
  const bool has_mode = options.values.contains("--disable-proto");
  if (has_mode && proto != "delete" && proto != "throw") return "invalid mode passed to --disable-proto";
  auto reverts = options.values.find("--security-revert");
  if (reverts == options.values.end() || reverts->second.empty()) return {};
  return "Error: Attempt to revert an unknown CVE [" + reverts->second.front() + "]";
}

}  // namespace phasor::runtime
