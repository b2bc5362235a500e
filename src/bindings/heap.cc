// binding('heap'): V8's heap in numbers, its flags, heap snapshots and CPU profiles. Caller: lib/v8.js.
#include "bindings/heap.h"

#include <cppgc/heap-statistics.h>
#include <unistd.h>
#include <v8-cppgc.h>
#include <v8-profiler.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>

#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

// spaces() -> flat: name, size, used, available, physical, name ...
std::vector<js::Value> Spaces(v8::Isolate* isolate) {
  std::vector<js::Value> flat;
  for (size_t i = 0; i < isolate->NumberOfHeapSpaces(); ++i) {
    v8::HeapSpaceStatistics space;
    if (!isolate->GetHeapSpaceStatistics(&space, i)) continue;
    flat.push_back(js::Literal(isolate, space.space_name()));
    for (size_t value : {space.space_size(), space.space_used_size(), space.space_available_size(), space.physical_space_size()}) {
      flat.push_back(v8::Number::New(isolate, static_cast<double>(value)));
    }
  }
  return flat;
}

std::vector<double> CodeStatistics(v8::Isolate* isolate) {
  v8::HeapCodeStatistics code;
  if (!isolate->GetHeapCodeAndMetadataStatistics(&code)) return {0, 0, 0, 0};
  return {static_cast<double>(code.code_and_metadata_size()), static_cast<double>(code.bytecode_and_metadata_size()),
          static_cast<double>(code.external_script_source_size()), static_cast<double>(code.cpu_profiler_metadata_size())};
}

void SetFlags(const js::Utf8& flags) { v8::V8::SetFlagsFromString(flags.c_str(), flags.size()); }
uint32_t CachedDataVersionTag() { return v8::ScriptCompiler::CachedDataVersionTag(); }
bool IsOneByte(v8::Local<v8::String> text) { return text->IsOneByte(); }

class TextOutput final : public v8::OutputStream {
 public:
  void EndOfStream() override {}
  int GetChunkSize() override { return 65536; }
  WriteResult WriteAsciiChunk(char* data, int size) override {
    text.append(data, static_cast<size_t>(size));
    return kContinue;
  }
  std::string text;
};
class FileOutput final : public v8::OutputStream {
 public:
  explicit FileOutput(FILE* file) : file_(file) {}
  void EndOfStream() override {}
  int GetChunkSize() override { return 65536; }
  WriteResult WriteAsciiChunk(char* data, int size) override {
    ok = std::fwrite(data, 1, static_cast<size_t>(size), file_) == static_cast<size_t>(size);
    return ok ? kContinue : kAbort;
  }
  bool ok = true;

 private:
  FILE* file_;
};

const v8::HeapSnapshot* TakeSnapshot(v8::Isolate* isolate, bool internals, bool numbers) {
  v8::HeapProfiler::HeapSnapshotOptions options;
  options.snapshot_mode = internals ? v8::HeapProfiler::HeapSnapshotMode::kExposeInternals : v8::HeapProfiler::HeapSnapshotMode::kRegular;
  options.numerics_mode = numbers ? v8::HeapProfiler::NumericsMode::kExposeNumericValues : v8::HeapProfiler::NumericsMode::kHideNumericValues;
  return isolate->GetHeapProfiler()->TakeHeapSnapshot(options);
}

// snapshot(internals, numbers) -> JSON as bytes
js::OwnedBytes Snapshot(v8::Isolate* isolate, bool internals, bool numbers) {
  std::string text = HeapSnapshotText(isolate, internals, numbers);
  return {std::vector<uint8_t>(text.begin(), text.end())};
}
// writeSnapshot(path, internals, numbers)
Result<void> WriteSnapshot(v8::Isolate* isolate, const js::Utf8& path, bool internals, bool numbers) {
  FILE* file = std::fopen(path.c_str(), "we");
  if (file == nullptr) return Error::System(-errno, "open", path.str());
  const v8::HeapSnapshot* snapshot = TakeSnapshot(isolate, internals, numbers);
  FileOutput output(file);
  snapshot->Serialize(&output);
  const_cast<v8::HeapSnapshot*>(snapshot)->Delete();
  bool ok = output.ok;
  if (std::fclose(file) != 0) ok = false;
  if (!ok) return Error::System(-EIO, "write", path.str());
  return {};
}

// ---- objects by their prototype ----

class InheritsFrom final : public v8::QueryObjectPredicate {
 public:
  InheritsFrom(v8::Local<v8::Context> context, v8::Local<v8::Object> prototype) : context_(context), prototype_(prototype) {}
  bool Filter(v8::Local<v8::Object> object) override {
    for (v8::Local<v8::Value> at = object; at->IsObject();) {
      // A proxy would run JavaScript.
      if (at->IsProxy()) return false;
      at = at.As<v8::Object>()->GetPrototypeV2();
      if (at == prototype_) return true;
    }
    return false;
  }

 private:
  v8::Local<v8::Context> context_;
  v8::Local<v8::Object> prototype_;
};

// queryObjects(prototype) -> the objects of the heap that inherit from it
std::vector<js::Value> QueryObjects(v8::Isolate* isolate, v8::Local<v8::Context> context, v8::Local<v8::Object> prototype) {
  InheritsFrom predicate(context, prototype);
  std::vector<v8::Global<v8::Object>> found;
  isolate->GetHeapProfiler()->QueryObjects(context, &predicate, &found);
  std::vector<js::Value> objects;
  for (auto& object : found) objects.push_back(object.Get(isolate));
  return objects;
}

// ---- CPU profiles ----

thread_local v8::CpuProfiler* t_profiler = nullptr;
thread_local uint32_t t_running_profiles = 0;

// startCpuProfile() -> V8's id of it. The profiler lives while a profile runs.
Result<uint32_t> StartCpuProfile(v8::Isolate* isolate) {
  if (t_profiler == nullptr) t_profiler = v8::CpuProfiler::New(isolate);
  v8::CpuProfilingResult result = t_profiler->Start(v8::CpuProfilingOptions{});
  if (result.status == v8::CpuProfilingStatus::kErrorTooManyProfilers) {
    return Error::Coded(ErrorCode::kERR_CPU_PROFILE_TOO_MANY, "There are too many CPU profiles");
  }
  ++t_running_profiles;
  return result.id;
}

// stopCpuProfile(id) -> JSON
Result<std::string> StopCpuProfile(uint32_t id) {
  if (t_profiler == nullptr) return Error::Coded(ErrorCode::kERR_CPU_PROFILE_NOT_STARTED, "CPU profile not started");
  v8::CpuProfile* profile = t_profiler->Stop(id);
  if (profile == nullptr) return Error::Coded(ErrorCode::kERR_CPU_PROFILE_NOT_STARTED, "CPU profile not started");
  TextOutput output;
  profile->Serialize(&output, v8::CpuProfile::kJSON);
  profile->Delete();
  if (--t_running_profiles == 0) std::exchange(t_profiler, nullptr)->Dispose();
  return output.text;
}

// ---- snapshots when the heap is nearly full ----

struct NearLimit {
  uint32_t left = 0;
  bool writing = false;
  uint32_t sequence = 0;
  std::string folder;
};
thread_local NearLimit t_near_limit;

// Writes one and raises the limit, so that the program can go on to the next.
size_t OnV8NearHeapLimit(void* data, size_t current, size_t initial) {
  NearLimit& state = t_near_limit;
  auto* isolate = static_cast<v8::Isolate*>(data);
  const size_t room = std::max<size_t>(initial / 4, 16 << 20);
  if (state.writing || state.left == 0) return current + (state.writing ? room : 0);
  state.writing = true;
  --state.left;
  char name[128];
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  const size_t length = std::strftime(name, sizeof name, "Heap.%Y%m%d.%H%M%S", &local);
  std::snprintf(name + length, sizeof name - length, ".%d.0.%03u.heapsnapshot", getpid(), ++state.sequence);
  std::string path = state.folder.empty() ? std::string(name) : state.folder + "/" + name;
  if (FILE* file = std::fopen(path.c_str(), "we")) {
    const v8::HeapSnapshot* snapshot = TakeSnapshot(isolate, false, false);
    FileOutput output(file);
    snapshot->Serialize(&output);
    const_cast<v8::HeapSnapshot*>(snapshot)->Delete();
    std::fclose(file);
    std::fprintf(stderr, "Wrote snapshot to %s\n", path.c_str());
  }
  state.writing = false;
  if (state.left == 0) isolate->RemoveNearHeapLimitCallback(OnV8NearHeapLimit, 0);
  return current + room;
}

// snapshotNearLimit(count, folder)
void SnapshotNearLimit(v8::Isolate* isolate, uint32_t count, const js::Utf8& folder) {
  if (t_near_limit.left != 0 || t_near_limit.sequence != 0) return;
  t_near_limit.left = count;
  t_near_limit.folder = folder.str();
  isolate->AddNearHeapLimitCallback(OnV8NearHeapLimit, isolate);
}

// ---- the heap of garbage-collected natives ----

js::Value SpaceObject(v8::Isolate* isolate, const cppgc::HeapStatistics::SpaceStatistics& space) {
  auto number = [&](size_t value) { return v8::Number::New(isolate, static_cast<double>(value)); };
  auto numbers = [&](const std::vector<size_t>& values) {
    std::vector<js::Value> list;
    for (size_t value : values) list.push_back(number(value));
    return v8::Array::New(isolate, list.data(), list.size());
  };
  auto bare = [&] { return v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0); };
  std::vector<js::Value> pages;
  for (const auto& page : space.page_stats) {
    auto object = bare();
    js::SetValue(isolate, object, "committed_size_bytes", number(page.committed_size_bytes));
    js::SetValue(isolate, object, "resident_size_bytes", number(page.resident_size_bytes));
    js::SetValue(isolate, object, "used_size_bytes", number(page.used_size_bytes));
    std::vector<js::Value> entries;
    for (const auto& entry : page.object_statistics) {
      auto one = bare();
      js::SetValue(isolate, one, "allocated_bytes", number(entry.allocated_bytes));
      js::SetValue(isolate, one, "object_count", number(entry.object_count));
      entries.push_back(one);
    }
    js::SetValue(isolate, object, "object_statistics", v8::Array::New(isolate, entries.data(), entries.size()));
    pages.push_back(object);
  }
  auto lists = bare();
  if (!space.free_list_stats.bucket_size.empty()) {
    js::SetValue(isolate, lists, "bucket_size", numbers(space.free_list_stats.bucket_size));
    js::SetValue(isolate, lists, "free_count", numbers(space.free_list_stats.free_count));
    js::SetValue(isolate, lists, "free_size", numbers(space.free_list_stats.free_size));
  }
  auto object = bare();
  js::SetValue(isolate, object, "name", js::NewString(isolate, space.name).ToLocalChecked());
  js::SetValue(isolate, object, "committed_size_bytes", number(space.committed_size_bytes));
  js::SetValue(isolate, object, "resident_size_bytes", number(space.resident_size_bytes));
  js::SetValue(isolate, object, "used_size_bytes", number(space.used_size_bytes));
  js::SetValue(isolate, object, "page_stats", v8::Array::New(isolate, pages.data(), pages.size()));
  js::SetValue(isolate, object, "free_list_stats", lists);
  return object;
}

// cppStatistics(detailed) -> [committed, resident, used, spaces, typeNames]
std::vector<js::Value> CppStatistics(v8::Isolate* isolate, bool detailed) {
  using Level = cppgc::HeapStatistics::DetailLevel;
  auto stats = isolate->GetCppHeap()->CollectStatistics(detailed ? Level::kDetailed : Level::kBrief);
  auto number = [&](size_t value) { return v8::Number::New(isolate, static_cast<double>(value)).As<v8::Value>(); };
  std::vector<js::Value> spaces, names;
  for (const auto& space : stats.space_stats) spaces.push_back(SpaceObject(isolate, space));
  for (const auto& name : stats.type_names) names.push_back(js::NewString(isolate, name).ToLocalChecked());
  return {number(stats.committed_size_bytes), number(stats.resident_size_bytes), number(stats.used_size_bytes),
          v8::Array::New(isolate, spaces.data(), spaces.size()), v8::Array::New(isolate, names.data(), names.size())};
}

const js::Row kRows[] = {
    js::Fn<QueryObjects>("queryObjects"),
    js::Fn<StartCpuProfile>("startCpuProfile"),
    js::Fn<StopCpuProfile>("stopCpuProfile"),
    js::Fn<SnapshotNearLimit>("snapshotNearLimit"),
    js::Fn<CppStatistics>("cppStatistics"),
    js::Fn<HeapStatistics>("statistics"),
    js::Fn<Spaces>("spaces"),
    js::Fn<CodeStatistics>("codeStatistics"),
    js::Fn<SetFlags>("setFlags"),
    js::Fn<CachedDataVersionTag>("cachedDataVersionTag"),
    js::Fn<IsOneByte>("isOneByte"),
    js::Fn<Snapshot>("snapshot"),
    js::Fn<WriteSnapshot>("writeSnapshot"),
};

}  // namespace

std::vector<double> HeapStatistics(v8::Isolate* isolate) {
  v8::HeapStatistics heap;
  isolate->GetHeapStatistics(&heap);
  std::vector<double> numbers;
  for (size_t value : {heap.total_heap_size(), heap.total_heap_size_executable(), heap.total_physical_size(),
                       heap.total_available_size(), heap.used_heap_size(), heap.heap_size_limit(), heap.malloced_memory(),
                       heap.peak_malloced_memory(), static_cast<size_t>(heap.does_zap_garbage()),
                       heap.number_of_native_contexts(), heap.number_of_detached_contexts(),
                       heap.total_global_handles_size(), heap.used_global_handles_size(), heap.external_memory()}) {
    numbers.push_back(static_cast<double>(value));
  }
  return numbers;
}

std::string HeapSnapshotText(v8::Isolate* isolate, bool internals, bool numbers) {
  const v8::HeapSnapshot* snapshot = TakeSnapshot(isolate, internals, numbers);
  TextOutput output;
  snapshot->Serialize(&output);
  const_cast<v8::HeapSnapshot*>(snapshot)->Delete();
  return std::move(output.text);
}

extern const js::BindingSpec kBinding_heap;
const js::BindingSpec kBinding_heap = {"heap", kRows};

}  // namespace phasor::bindings
