#include "runtime/chrome_trace.h"

#include <algorithm>
#include <map>

#include "base/json_text.h"

namespace phasor::runtime {

using loop::TraceEvent;
using loop::TraceType;

namespace {

enum Track { kTurns = 1, kPhasesTrack, kCallbacks, kCollections, kFirstLane = 10, kLanesOfAKind = 100 };

class ChromeTrace {
 public:
  ChromeTrace(const TraceDump& dump, const LineSink& sink) : dump_(dump), sink_(sink) {}

  // The bracket that would end the array may be missing: the format says so.
  void Begin(std::string_view title) {
    sink_("[");
    Emit("{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":" + JsonString("phasor " + std::string(title)) + "}}");
    Name(kTurns, "turns");
    Name(kPhasesTrack, "phases");
    Name(kCallbacks, "callbacks");
    Name(kCollections, "garbage collections");
  }
  void End() { sink_("{\"ph\":\"M\",\"pid\":1,\"name\":\"process_labels\",\"args\":{\"labels\":\"lost events: " +
                     std::to_string(dump_.lost) + ", crowded turns: " + std::to_string(dump_.crowded) + "\"}}]"); }

  void Event(const TraceEvent& event, const TraceCause& cause) {
    switch (event.type) {
      case TraceType::kTurn: return Slice(kTurns, event.start, event.duration, "turn " + std::to_string(event.turn), {});
      case TraceType::kPhase: return Phase(event);
      case TraceType::kCallback: return Callback(event, cause);
      case TraceType::kGc:
        return Slice(kCollections, event.start, event.duration, loop::NameOf(static_cast<loop::GcKind>(event.detail)), {});
      case TraceType::kJob: jobs_.push_back(&event); return;
      case TraceType::kQueued:
      case TraceType::kResolved: return;
    }
  }
  void Jobs();

 private:
  void Emit(const std::string& text) { sink_(text + ","); }
  void Name(int track, const std::string& name) {
    const std::string head = "{\"ph\":\"M\",\"pid\":1,\"tid\":" + std::to_string(track) + ",\"name\":";
    Emit(head + "\"thread_name\",\"args\":{\"name\":" + JsonString(name) + "}}");
    Emit(head + "\"thread_sort_index\",\"args\":{\"sort_index\":" + std::to_string(track) + "}}");
  }
  std::string Head(const char* phase, int track, uint64_t at, std::string_view name) const {
    return "{\"ph\":\"" + std::string(phase) + "\",\"pid\":1,\"tid\":" + std::to_string(track) +
           ",\"ts\":" + Microseconds(dump_.began, at) + ",\"name\":" + JsonString(name);
  }
  void Slice(int track, uint64_t start, uint64_t duration, std::string_view name, const std::string& args) {
    Emit(Head("X", track, start, name) + ",\"dur\":" + Microseconds(0, duration) + (args.empty() ? "" : ",\"args\":{" + args + "}") + "}");
  }
  void Phase(const TraceEvent& event) {
    Slice(kPhasesTrack, event.start, event.duration, loop::NameOf(event.phase), "\"turn\":" + std::to_string(event.turn));
    if (event.other != 0) Slice(kPhasesTrack, event.start, event.other, "wait", {});
  }
  std::string Place(uint32_t label) const {
    const TraceLabel& found = dump_.labels[label];
    std::string text = found.function;
    if (found.script.empty()) return text;
    const std::string place = found.script + ":" + std::to_string(found.line) + ":" + std::to_string(found.column);
    return text.empty() ? place : text + " (" + place + ")";
  }
  void Callback(const TraceEvent& event, const TraceCause& cause);
  void Arrow(const TraceEvent& event, const TraceCause& cause);

  const TraceDump& dump_;
  const LineSink& sink_;
  std::vector<const TraceEvent*> jobs_;
  uint64_t arrows_ = 0;
};

void ChromeTrace::Callback(const TraceEvent& event, const TraceCause& cause) {
  const uint32_t label = event.label != 0 ? event.label : cause.label;
  std::string name = loop::NameOf(event.kind);
  // The loop's own entry runs a batch.
  if (event.id == 0 && (event.kind == loop::CallbackKind::kTimer || event.kind == loop::CallbackKind::kImmediate)) name += "s";
  if (const TraceLabel& found = dump_.labels[label]; !found.function.empty()) name += (found.is_place ? " from " : " ") + found.function;
  std::string args = "\"turn\":" + std::to_string(event.turn) + ",\"phase\":" + JsonString(loop::NameOf(event.phase)) +
                     ",\"kind\":" + JsonString(loop::NameOf(event.kind)) + ",\"id\":" + std::to_string(event.id);
  if (event.provider != loop::Provider::kNone) args += ",\"provider\":" + JsonString(loop::NameOf(event.provider));
  if (label != 0) args += (dump_.labels[label].is_place ? ",\"queued from\":" : ",\"function\":") + JsonString(Place(label));
  if (event.gc != 0) args += ",\"gc ms\":" + Microseconds(0, event.gc / 1000);
  if (cause.known) {
    args += ",\"queued by\":" + std::to_string(cause.by) + ",\"queued at us\":" + Microseconds(dump_.began, cause.queued) +
            ",\"waited us\":" + Microseconds(cause.queued, event.start);
  }
  if (cause.delay != 0) args += ",\"delay ms\":" + std::to_string(cause.delay);
  if (auto stack = dump_.stack_of.find(event.id); stack != dump_.stack_of.end()) {
    std::string text;
    for (uint32_t frame : dump_.stacks[stack->second]) text += (text.empty() ? "" : "\n") + Place(frame);
    args += ",\"queued at\":" + JsonString(text);
  }
  Slice(kCallbacks, event.start, event.duration, name, args);
  if (cause.known) Arrow(event, cause);
}

void ChromeTrace::Arrow(const TraceEvent& event, const TraceCause& cause) {
  const std::string id = ",\"cat\":\"queued\",\"id\":" + std::to_string(++arrows_);
  Emit(Head("s", kCallbacks, cause.queued, "queued") + id + "}");
  Emit(Head("f", kCallbacks, event.start, "queued") + id + ",\"bp\":\"e\"}");
}

// Jobs that run side by side get lanes of their own; which thread ran them is not recorded.
void ChromeTrace::Jobs() {
  std::stable_sort(jobs_.begin(), jobs_.end(), [](auto* a, auto* b) { return a->start < b->start; });
  std::map<loop::CallbackKind, std::vector<uint64_t>> lanes;  // when each is free again
  uint64_t number = 0;
  for (const TraceEvent* job : jobs_) {
    const std::string kind = loop::NameOf(job->kind);
    const int base = kFirstLane + static_cast<int>(job->kind) * kLanesOfAKind;
    auto& free = lanes[job->kind];
    size_t lane = 0;
    while (lane < free.size() && free[lane] > job->start) ++lane;
    if (lane == free.size()) {
      free.push_back(0);
      Name(base + static_cast<int>(lane), "pool: " + kind + " " + std::to_string(lane + 1));
    }
    free[lane] = job->start + job->duration;
    Slice(base + static_cast<int>(lane), job->start, job->duration, kind, "\"id\":" + std::to_string(job->id) +
          ",\"queued us\":" + Microseconds(job->other, job->start) +
          ",\"returned us\":" + Microseconds(job->start + job->duration, job->gc));
    const std::string id = ",\"cat\":" + JsonString(kind + " queue") + ",\"id\":" + std::to_string(++number) + "}";
    Emit(Head("b", base, job->other, kind + " queue") + id);
    Emit(Head("e", base, job->start, kind + " queue") + id);
  }
}

}  // namespace

void WriteChromeTrace(const TraceDump& dump, const std::vector<TraceCause>& causes, std::string_view title, const LineSink& sink) {
  ChromeTrace trace(dump, sink);
  trace.Begin(title);
  for (size_t i = 0; i < dump.events.size(); ++i) trace.Event(dump.events[i], causes[i]);
  trace.Jobs();
  trace.End();
}

}  // namespace phasor::runtime
