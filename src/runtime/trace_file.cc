#include "runtime/trace_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unordered_map>

#include "base/write_fully.h"
#include "runtime/chrome_trace.h"
#include "runtime/options.h"
#include "runtime/trace_lines.h"

// src/trace_page, linked in by tools/embed.cmake
extern "C" const char phasor_trace_page[];
extern "C" const uint64_t phasor_trace_page_size;

namespace phasor::runtime {

using loop::TraceEvent;
using loop::TraceType;

std::vector<TraceCause> FindCauses(const TraceDump& dump) {
  std::vector<TraceCause> causes(dump.events.size());
  std::vector<size_t> order(dump.events.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  // Of the same moment, what queues comes before what runs.
  auto key = [&](size_t i) { return std::pair(dump.events[i].start, dump.events[i].type == TraceType::kCallback); };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key(a) < key(b); });
  std::unordered_map<uint64_t, const TraceEvent*> queued, resolved;
  for (size_t i : order) {
    const TraceEvent& event = dump.events[i];
    if (event.type == TraceType::kQueued) queued[event.id] = &event;
    if (event.type == TraceType::kResolved) resolved[event.id] = &event;
    if (event.type != TraceType::kCallback && event.type != TraceType::kJob) continue;
    auto found = queued.find(event.id);
    if (event.id == 0 || found == queued.end()) continue;
    const TraceEvent* cause = found->second;
    causes[i] = {cause->start, cause->parent, cause->label, cause->detail, true};
    if (cause->kind != loop::CallbackKind::kPromise) continue;
    // A promise runs before it is settled, as somebody's reaction; what runs under its number afterwards is the job that calls the
    // `then` of what it was resolved with. A reaction is queued when its promise is settled, unless it was before.
    auto settled = resolved.find(event.id);
    if (settled == resolved.end() && cause->other != 0) settled = resolved.find(cause->other);
    if (settled == resolved.end() || settled->second->start < cause->start) continue;
    causes[i].queued = settled->second->start;
    causes[i].by = settled->second->parent;
  }
  return causes;
}

namespace {

// A file written in whole lines. After a failure it ends with the last line that fitted.
class LineFile {
 public:
  explicit LineFile(std::string path) : path_(std::move(path)) {
    fd_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd_ < 0) Fail(-errno);
  }
  ~LineFile() {
    Flush();
    if (fd_ >= 0) close(fd_);
  }
  LineFile(const LineFile&) = delete;
  void Line(std::string_view text) {
    buffer_ += text;
    buffer_ += '\n';
    if (buffer_.size() >= kBuffer) Flush();
  }

 private:
  static constexpr size_t kBuffer = 1 << 18;
  void Flush() {
    if (fd_ < 0 || buffer_.empty()) return;
    const long written = WriteFully(fd_, buffer_);
    if (written < 0) {
      const off_t end = lseek(fd_, 0, SEEK_CUR);
      const size_t fitted = end > length_ ? static_cast<size_t>(end - length_) : 0;
      const size_t line = fitted == 0 ? 0 : buffer_.rfind('\n', fitted - 1) + 1;
      (void)!ftruncate(fd_, length_ + static_cast<off_t>(line));
      Fail(static_cast<int>(written));
    }
    length_ += static_cast<off_t>(buffer_.size());
    buffer_.clear();
  }
  void Fail(int status) {
    std::fprintf(stderr, "phasor: the trace %s is incomplete: %s\n", path_.c_str(), std::strerror(-status));
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

  std::string path_;
  int fd_;
  off_t length_ = 0;
  std::string buffer_;
};

std::string CommandLine() {
  std::string text;
  for (const std::string& argument : GetOptions().args) text += (text.empty() ? "" : " ") + argument;
  return text;
}

}  // namespace

Result<void> CreateTraceFiles(const std::string& base) {
  for (const char* extension : {".json", ".html"}) {
    const std::string path = base + extension;
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return Error::System(-errno, "open", path);
    close(fd);
  }
  return {};
}

void WriteTraceFiles(const std::string& base, const TraceDump& dump) {
  const std::vector<TraceCause> causes = FindCauses(dump);
  {
    LineFile file(base + ".json");
    WriteChromeTrace(dump, causes, CommandLine(), [&](std::string_view line) { file.Line(line); });
  }
  LineFile file(base + ".html");
  file.Line({phasor_trace_page, phasor_trace_page_size});
  file.Line("<script type=\"application/json\" id=\"trace\">");
  WriteTraceLines(dump, causes, CommandLine(), [&](std::string_view line) { file.Line(line); });
  file.Line("</script>");
}

}  // namespace phasor::runtime
