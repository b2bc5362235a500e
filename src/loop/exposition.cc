// The two forms of metric families (loop/metric_families.h).
#include <charconv>
#include <string_view>

#include "base/json_text.h"
#include "loop/metric_families.h"

namespace phasor::loop {

namespace {

const char* NameOf(MetricFamily::Type type) {
  switch (type) {
    case MetricFamily::Type::kCounter: return "counter";
    case MetricFamily::Type::kGauge: return "gauge";
    default: return "histogram";
  }
}

// The shortest text that reads back as the same number.
std::string Number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return std::string(text, end);
}

// "Exposition formats": backslash and line feed everywhere, double quotes in label values.
std::string Escaped(std::string_view text, bool quotes) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || (c == '"' && quotes)) out += '\\';
    out += c;
  }
  return out;
}

std::string LabelText(const MetricSample::Labels& labels, std::string_view bound = {}) {
  std::string text;
  auto add = [&](std::string_view name, std::string_view value) {
    text += text.empty() ? "{" : ",";
    text += std::string(name) + "=\"" + Escaped(value, true) + "\"";
  };
  for (auto& [name, value] : labels) add(name, value);
  if (!bound.empty()) add("le", bound);
  return text.empty() ? text : text + "}";
}

std::string PrometheusSample(const MetricFamily& family, const MetricSample& sample) {
  if (family.type != MetricFamily::Type::kHistogram) {
    return family.name + LabelText(sample.labels) + " " + Number(sample.value) + "\n";
  }
  std::string text;
  for (auto& [bound, count] : sample.buckets) {
    text += family.name + "_bucket" + LabelText(sample.labels, Number(bound)) + " " + std::to_string(count) + "\n";
  }
  const std::string count = std::to_string(sample.count);
  text += family.name + "_bucket" + LabelText(sample.labels, "+Inf") + " " + count + "\n";
  text += family.name + "_sum" + LabelText(sample.labels) + " " + Number(sample.sum) + "\n";
  return text + family.name + "_count" + LabelText(sample.labels) + " " + count + "\n";
}

std::string JsonSample(const MetricFamily& family, const MetricSample& sample) {
  std::string labels;
  for (auto& [name, value] : sample.labels) labels += (labels.empty() ? "" : ",") + JsonString(name) + ":" + JsonString(value);
  const std::string head = "{\"labels\":{" + labels + "},";
  if (family.type != MetricFamily::Type::kHistogram) return head + "\"value\":" + Number(sample.value) + "}";
  std::string buckets;
  for (auto& [bound, count] : sample.buckets) {
    buckets += (buckets.empty() ? "" : ",") + JsonString(Number(bound)) + ":" + std::to_string(count);
  }
  std::string text = head + "\"buckets\":{" + buckets + "},\"count\":" + std::to_string(sample.count);
  text += ",\"sum\":" + Number(sample.sum) + ",\"max\":" + Number(sample.max);
  for (auto& [name, value] : sample.percentiles) text += "," + JsonString(name) + ":" + Number(value);
  return text + "}";
}

}  // namespace

std::string ToPrometheus(const std::vector<MetricFamily>& families) {
  std::string text;
  for (const MetricFamily& family : families) {
    text += "# HELP " + family.name + " " + Escaped(family.help, false) + "\n";
    text += "# TYPE " + family.name + " " + NameOf(family.type) + "\n";
    for (const MetricSample& sample : family.samples) text += PrometheusSample(family, sample);
  }
  return text;
}

std::string ToJson(const std::vector<MetricFamily>& families) {
  std::string text;
  for (const MetricFamily& family : families) {
    std::string samples;
    for (const MetricSample& sample : family.samples) samples += (samples.empty() ? "" : ",") + JsonSample(family, sample);
    text += (text.empty() ? "" : ",") + std::string("{\"name\":") + JsonString(family.name) + ",\"help\":" +
            JsonString(family.help) + ",\"type\":\"" + NameOf(family.type) + "\",\"metrics\":[" + samples + "]}";
  }
  return "[" + text + "]";
}

}  // namespace phasor::loop
