#include "loop/block_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <utility>

#include "base/json_text.h"
#include "loop/thread_state.h"

namespace phasor::loop {

namespace {

constexpr const char* kCauseNames[] = {"javascript", "native", "syscall", "gc"};
static_assert(std::size(kCauseNames) == static_cast<size_t>(BlockCause::kCount));

constexpr double kGcShare = 1.0 / 3;
constexpr size_t kTextFrames = 8;

std::string Format(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string Milliseconds(double ms) { return Format(ms < 10 ? "%.1f" : "%.0f", ms); }

const char* DrainName(EndlessDrain drain) {
  return drain == EndlessDrain::kTicks ? "nextTick" : drain == EndlessDrain::kMicrotasks ? "microtasks" : "";
}

std::string FrameText(const BlockFrame& frame) {
  const std::string place = frame.file + ":" + std::to_string(frame.line) + ":" + std::to_string(frame.column);
  return frame.function.empty() ? place : frame.function + " (" + place + ")";
}

// "timer callback (Timeout, async id 7, scheduled by 3)"
std::string CallbackText(const BlockReport& report) {
  if (report.now.phase == Phase::kOutside && report.now.kind == CallbackKind::kMain) return "the main script";
  std::string text = std::string(NameOf(report.now.kind)) + " callback";
  std::string details;
  auto add = [&](const std::string& detail) { details += (details.empty() ? "" : ", ") + detail; };
  if (report.now.provider != Provider::kNone) add(NameOf(report.now.provider));
  if (report.async_id > 0) add("async id " + Format("%.0f", report.async_id));
  if (report.trigger_id > 0) add("scheduled by " + Format("%.0f", report.trigger_id));
  return details.empty() ? text : text + " (" + details + ")";
}

std::string CauseText(const BlockReport& report) {
  switch (report.finding.cause) {
    case BlockCause::kJavaScript: return "in JavaScript";
    case BlockCause::kSystemCall: return "in the system call " + SyscallName(report.finding.syscall);
    case BlockCause::kGc: return "in garbage collection (" + Format("%.0f", report.finding.gc_share * 100) + " % of the time)";
    default: return "in native code";
  }
}

std::string StackText(const std::vector<BlockFrame>& stack) {
  std::string text;
  size_t shown = 0;
  for (const BlockFrame& frame : stack) {
    if (shown++ == kTextFrames) return text + " < ...";
    text += (text.empty() ? "" : " < ") + FrameText(frame);
  }
  return text;
}

std::string ScheduledText(const BlockReport& report) {
  return report.scheduled.empty() ? "" : "; scheduled at " + StackText(report.scheduled);
}

class JsonObject {
 public:
  void Raw(const char* name, const std::string& value) {
    text_ += text_.empty() ? "{" : ",";
    text_ += JsonString(name) + ":" + value;
  }
  void Text(const char* name, std::string_view value) { Raw(name, JsonString(value)); }
  void Number(const char* name, double value) { Raw(name, Format("%.10g", value)); }
  std::string End() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

std::string FrameJson(const BlockFrame& frame) {
  JsonObject object;
  object.Text("function", frame.function);
  object.Text("file", frame.file);
  object.Number("line", frame.line);
  object.Number("column", frame.column);
  return object.End();
}

std::string StackJson(const std::vector<BlockFrame>& stack) {
  std::string text;
  for (const BlockFrame& frame : stack) text += (text.empty() ? "" : ",") + FrameJson(frame);
  return "[" + text + "]";
}

}  // namespace

const char* NameOf(BlockCause cause) { return kCauseNames[static_cast<size_t>(cause)]; }

BlockFinding FindCause(const BlockEvidence& evidence) {
  BlockFinding finding;
  size_t in_gc = 0, waiting = 0;
  for (const BlockSample& sample : evidence.samples) {
    if (sample.in_gc) ++in_gc;
    else if (sample.waits_in >= 0) ++waiting;
    if (sample.waits_in >= 0) finding.syscall = sample.waits_in;
  }
  const auto count = static_cast<double>(evidence.samples.size());
  // A long collection is counted when it ends; until then the samples see it.
  if (count > 0) finding.gc_share = static_cast<double>(in_gc) / count;
  if (evidence.busy > 0) {
    const double counted = static_cast<double>(evidence.collecting) / static_cast<double>(evidence.busy);
    finding.gc_share = std::min(1.0, std::max(finding.gc_share, counted));
  }
  if (finding.gc_share >= kGcShare) finding.cause = BlockCause::kGc;
  else if (static_cast<double>(waiting) * 2 > count) finding.cause = BlockCause::kSystemCall;
  else finding.cause = evidence.answers ? BlockCause::kJavaScript : BlockCause::kNative;
  if (finding.cause != BlockCause::kSystemCall) finding.syscall = -1;
  return finding;
}

const BlockFrame* BlockReport::Culprit() const {
  auto of_program = [](const BlockFrame& frame) { return !frame.internal; };
  if (drain != EndlessDrain::kNone) {
    auto found = std::find_if(stack.rbegin(), stack.rend(), of_program);
    return found == stack.rend() ? nullptr : &*found;
  }
  auto found = std::find_if(stack.begin(), stack.end(), of_program);
  return found == stack.end() ? nullptr : &*found;
}

std::string ToText(const BlockReport& report) {
  std::string text = "phasor: block " + std::to_string(report.number) + ": ";
  if (report.ended) return text + "its stack, taken when JavaScript ran again: " + StackText(report.stack) + ScheduledText(report);
  text += report.thread_id == 0 ? "the event loop" : "the event loop of worker " + std::to_string(report.thread_id);
  text += " has been busy for " + Milliseconds(report.blocked) + " ms (threshold " + Milliseconds(report.threshold) + " ms), ";
  if (report.now.phase != Phase::kOutside) {
    text += "turn " + std::to_string(report.now.turn) + ", " + NameOf(report.now.phase) + " phase, ";
  }
  text += CallbackText(report) + ", ";
  if (report.callbacks > 1) text += std::to_string(report.callbacks) + " callbacks so far, ";
  if (report.drain != EndlessDrain::kNone) {
    text += std::string("a ") + DrainName(report.drain) + " drain that does not end";
    if (const BlockFrame* feeder = report.Culprit()) text += ", fed by " + FrameText(*feeder);
    text += ", ";
  }
  text += CauseText(report);
  if (!report.request.empty()) text += ", serving " + report.request;
  if (report.has_stack) text += "; at " + StackText(report.stack);
  text += ScheduledText(report);
  if (report.has_stack && !report.source.empty()) text += "; source: " + report.source;
  if (report.suppressed > 0) text += "; " + std::to_string(report.suppressed) + " blocks before it were not reported";
  return text;
}

std::string ToJson(const BlockReport& report) {
  JsonObject object;
  object.Text("event", report.ended ? "block-stack" : "block");
  object.Number("number", static_cast<double>(report.number));
  object.Number("threadId", static_cast<double>(report.thread_id));
  object.Number("blocked", std::round(report.blocked * 1000) / 1000);
  object.Number("threshold", report.threshold);
  object.Number("turn", static_cast<double>(report.now.turn));
  object.Text("phase", NameOf(report.now.phase));
  object.Text("stage", NameOf(report.now.stage));
  object.Text("kind", NameOf(report.now.kind));
  object.Text("type", NameOf(report.now.provider));
  object.Number("asyncId", report.async_id);
  object.Number("triggerAsyncId", report.trigger_id);
  object.Raw("scheduledAt", report.scheduled.empty() ? "null" : StackJson(report.scheduled));
  object.Number("callbacks", static_cast<double>(report.callbacks));
  object.Text("cause", NameOf(report.finding.cause));
  object.Raw("syscall", report.finding.syscall >= 0 ? JsonString(SyscallName(report.finding.syscall)) : "null");
  object.Number("gcShare", std::round(report.finding.gc_share * 1000) / 1000);
  object.Raw("drain", report.drain != EndlessDrain::kNone ? JsonString(DrainName(report.drain)) : "null");
  object.Raw("request", report.request.empty() ? "null" : JsonString(report.request));
  const BlockFrame* culprit = report.Culprit();
  object.Raw("function", culprit != nullptr ? FrameJson(*culprit) : "null");
  object.Raw("source", report.source.empty() ? "null" : JsonString(report.source));
  object.Raw("stack", report.has_stack ? StackJson(report.stack) : "null");
  object.Number("suppressed", static_cast<double>(report.suppressed));
  return object.End();
}

bool ReportLimiter::Allow(uint64_t now) {
  if (last_ != 0) tokens_ = std::min(kBurst, tokens_ + static_cast<double>(now - last_) / 1e9 * kBurst);
  last_ = now;
  if (tokens_ < 1) {
    ++suppressed_;
    return false;
  }
  tokens_ -= 1;
  return true;
}

uint64_t ReportLimiter::TakeSuppressed() { return std::exchange(suppressed_, 0); }

}  // namespace phasor::loop
