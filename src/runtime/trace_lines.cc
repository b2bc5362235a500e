#include "runtime/trace_lines.h"

#include <cstdio>

#include "base/json_text.h"

namespace phasor::runtime {

using loop::TraceEvent;
using loop::TraceType;

std::string Microseconds(uint64_t began, uint64_t at) {
  const int64_t ns = static_cast<int64_t>(at - began);
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", static_cast<double>(ns) / 1e3);
  return text;
}

namespace {

class Lines {
 public:
  Lines(const TraceDump& dump, const LineSink& sink) : dump_(dump), sink_(sink) {}

  void Header(std::string_view title) {
    line_ = "{\"title\":" + JsonString(title) + ",\"lost\":" + std::to_string(dump_.lost) +
            ",\"crowded\":" + std::to_string(dump_.crowded);
    Names<loop::Phase>("phases", loop::kPhases);
    Names<loop::CallbackKind>("kinds", loop::kCallbackKinds);
    Names<loop::Provider>("providers", loop::kProviders);
    Names<loop::GcKind>("collections", loop::kGcKinds);
    sink_(line_ + "}");
  }
  void Labels() {
    for (size_t i = 1; i < dump_.labels.size(); ++i) {
      const TraceLabel& label = dump_.labels[i];
      sink_("[\"L\"," + JsonString(label.function) + "," + JsonString(label.script) + "," + std::to_string(label.line) + "," +
            std::to_string(label.column) + (label.is_place ? ",1]" : ",0]"));
    }
  }
  void Stacks() {
    for (const auto& stack : dump_.stacks) {
      line_ = "[\"S\",[";
      for (size_t i = 0; i < stack.size(); ++i) line_ += (i > 0 ? "," : "") + std::to_string(stack[i]);
      sink_(line_ + "]]");
    }
  }
  void Event(const TraceEvent& event, const TraceCause& cause) {
    switch (event.type) {
      case TraceType::kTurn: return Row("T", {Number(event.turn), At(event.start), Took(event.duration)});
      case TraceType::kPhase:
        return Row("P", {Number(event.turn), Number(event.phase), At(event.start), Took(event.duration), Took(event.other)});
      case TraceType::kCallback: return Callback(event, cause);
      case TraceType::kJob:
        return Row("J", {Number(event.kind), Number(event.id), At(event.other), At(event.start), At(event.start + event.duration),
                         At(event.gc), Number(cause.by), Number(cause.label)});
      case TraceType::kGc: return Row("G", {Number(event.detail), At(event.start), Took(event.duration)});
      case TraceType::kQueued:
      case TraceType::kResolved: return;  // they are in the causes
    }
  }

 private:
  template <class Enum>
  void Names(const char* key, size_t count) {
    line_ += std::string(",\"") + key + "\":[";
    for (size_t i = 0; i < count; ++i) line_ += (i > 0 ? "," : "") + JsonString(loop::NameOf(static_cast<Enum>(i)));
    line_ += ']';
  }
  void Callback(const TraceEvent& event, const TraceCause& cause) {
    auto stack = dump_.stack_of.find(event.id);
    Row("C", {At(event.start), Took(event.duration), Number(event.id), Number(event.kind), Number(event.provider), Number(event.phase),
              Number(event.turn), Number(event.label), Number(event.parent), cause.known ? At(cause.queued) : "-1", Number(cause.by),
              Number(cause.label), Number(cause.delay), event.other != 0 ? At(event.other) : "-1", Took(event.gc),
              stack != dump_.stack_of.end() ? Number(stack->second) : "-1"});
  }
  template <class T>
  static std::string Number(T value) { return std::to_string(static_cast<uint64_t>(value)); }
  std::string At(uint64_t ns) const { return Microseconds(dump_.began, ns); }
  static std::string Took(uint64_t ns) { return Microseconds(0, ns); }
  void Row(const char* type, std::initializer_list<std::string> fields) {
    line_ = std::string("[\"") + type + '"';
    for (const std::string& field : fields) line_ += "," + field;
    sink_(line_ + "]");
  }

  const TraceDump& dump_;
  const LineSink& sink_;
  std::string line_;
};

}  // namespace

void WriteTraceLines(const TraceDump& dump, const std::vector<TraceCause>& causes, std::string_view title, const LineSink& sink) {
  Lines lines(dump, sink);
  lines.Header(title);
  lines.Labels();
  lines.Stacks();
  for (size_t i = 0; i < dump.events.size(); ++i) lines.Event(dump.events[i], causes[i]);
}

}  // namespace phasor::runtime
