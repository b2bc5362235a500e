// binding('heap'): V8's heap in numbers, its flags, heap snapshots. Caller: lib/v8.js.
#include "bindings/heap.h"

#include <v8-profiler.h>

#include <cstdio>

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

const js::Row kRows[] = {
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
