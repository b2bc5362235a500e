// binding('gc'): garbage collections as they happen. Callers: lib/v8.js (GCProfiler), lib/internal/perf/gc.js ('gc'
// entries). V8 calls back inside the collection, where no JavaScript may run: numbers are kept, and told later.
#include <uv.h>
#include <v8.h>

#include <map>
#include <memory>

#include "runtime/callback.h"
#include "runtime/milestones.h"
#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

using runtime::Realm;

// In the order of lib/internal/v8/gc_profiler.js: the heap's numbers, then four a space.
std::vector<double> HeapNumbers(v8::Isolate* isolate) {
  v8::HeapStatistics heap;
  isolate->GetHeapStatistics(&heap);
  std::vector<double> numbers;
  auto add = [&](std::initializer_list<size_t> values) {
    for (size_t value : values) numbers.push_back(static_cast<double>(value));
  };
  add({heap.total_heap_size(), heap.total_heap_size_executable(), heap.total_physical_size(), heap.total_available_size(),
       heap.total_global_handles_size(), heap.used_global_handles_size(), heap.used_heap_size(), heap.heap_size_limit(),
       heap.malloced_memory(), heap.external_memory(), heap.peak_malloced_memory()});
  for (size_t i = 0; i < isolate->NumberOfHeapSpaces(); ++i) {
    v8::HeapSpaceStatistics space;
    isolate->GetHeapSpaceStatistics(&space, i);
    add({space.space_size(), space.space_used_size(), space.space_available_size(), space.physical_space_size()});
  }
  return numbers;
}

// ---- GCProfiler: every collection between start and stop, with the heap before and after ----

struct Profile {
  v8::Isolate* isolate;
  uint64_t began = 0;  // ns; 0: no collection is running
  std::vector<double> before;
  std::vector<std::vector<double>> collections;

  static void OnV8Prologue(v8::Isolate* isolate, v8::GCType, v8::GCCallbackFlags, void* data) {
    auto* self = static_cast<Profile*>(data);
    if (self->began != 0) return;
    self->before = HeapNumbers(isolate);
    self->began = uv_hrtime();
  }
  static void OnV8Epilogue(v8::Isolate* isolate, v8::GCType type, v8::GCCallbackFlags, void* data) {
    auto* self = static_cast<Profile*>(data);
    if (self->began == 0) return;
    std::vector<double> record = {static_cast<double>(type), static_cast<double>(uv_hrtime() - self->began) / 1e3};
    self->began = 0;
    std::vector<double> after = HeapNumbers(isolate);
    record.insert(record.end(), self->before.begin(), self->before.end());
    record.insert(record.end(), after.begin(), after.end());
    self->collections.push_back(std::move(record));
  }
  explicit Profile(v8::Isolate* isolate) : isolate(isolate) {
    isolate->AddGCPrologueCallback(OnV8Prologue, this);
    isolate->AddGCEpilogueCallback(OnV8Epilogue, this);
  }
  ~Profile() {
    isolate->RemoveGCPrologueCallback(OnV8Prologue, this);
    isolate->RemoveGCEpilogueCallback(OnV8Epilogue, this);
  }
};

thread_local std::map<uint32_t, std::unique_ptr<Profile>> t_profiles;
thread_local uint32_t t_last_profile = 0;

// startProfile() -> id
uint32_t StartProfile(Realm& realm) {
  if (t_last_profile == 0) realm.AtTeardown([] { t_profiles.clear(); });
  t_profiles[++t_last_profile] = std::make_unique<Profile>(realm.isolate());
  return t_last_profile;
}
// stopProfile(id) -> [[type, microseconds, ...numbers before, ...numbers after], ...]
std::vector<std::vector<double>> StopProfile(uint32_t id) {
  auto found = t_profiles.find(id);
  if (found == t_profiles.end()) return {};
  auto collections = std::move(found->second->collections);
  t_profiles.erase(found);
  return collections;
}

// ---- 'gc' entries of the performance timeline ----

struct Observer {
  Realm* realm;
  runtime::Callback callback;
  uint64_t began = 0;
  std::vector<double> untold;  // kind, flags, start in ms, duration in ms, kind ...

  static void OnV8Prologue(v8::Isolate*, v8::GCType, v8::GCCallbackFlags, void* data) {
    static_cast<Observer*>(data)->began = uv_hrtime();
  }
  static void OnV8Epilogue(v8::Isolate*, v8::GCType type, v8::GCCallbackFlags flags, void* data) {
    auto* self = static_cast<Observer*>(data);
    if (self->began == 0) return;
    if (self->untold.empty()) self->realm->SetImmediate(Tell);
    const double start = static_cast<double>(self->began - runtime::ProcessStart()) / 1e6;
    const double duration = static_cast<double>(uv_hrtime() - self->began) / 1e6;
    self->untold.insert(self->untold.end(), {static_cast<double>(type), static_cast<double>(flags), start, duration});
    self->began = 0;
  }
  static void Tell();
  Observer(Realm* realm, runtime::Callback callback) : realm(realm), callback(std::move(callback)) {
    realm->isolate()->AddGCPrologueCallback(OnV8Prologue, this);
    realm->isolate()->AddGCEpilogueCallback(OnV8Epilogue, this);
  }
  ~Observer() {
    realm->isolate()->RemoveGCPrologueCallback(OnV8Prologue, this);
    realm->isolate()->RemoveGCEpilogueCallback(OnV8Epilogue, this);
  }
};

thread_local std::unique_ptr<Observer> t_observer;

void Observer::Tell() {
  if (t_observer == nullptr) return;
  v8::Isolate* isolate = t_observer->realm->isolate();
  v8::HandleScope handles(isolate);
  v8::Context::Scope scope(t_observer->realm->context());
  v8::Local<v8::Value> numbers;
  if (!js::Convert<std::vector<double>>::To(isolate, std::exchange(t_observer->untold, {})).ToLocal(&numbers)) return;
  // The observer may be taken away by what it calls.
  auto function = t_observer->callback.function(isolate);
  runtime::CallbackScope callback(*t_observer->realm, nullptr, loop::CallbackKind::kHook);
  js::Ignore(callback.Call(v8::Undefined(isolate), function, 1, &numbers));
}

// observe(callback | undefined): callback([kind, flags, start, duration, kind ...]) in the check phase after a collection
void Observe(Realm& realm, runtime::Callback callback) {
  static thread_local bool registered = false;
  if (!std::exchange(registered, true)) realm.AtTeardown([] { t_observer.reset(); });
  t_observer.reset();
  if (callback) t_observer = std::make_unique<Observer>(&realm, std::move(callback));
}

const js::Row kRows[] = {
    js::Fn<StartProfile>("startProfile"),
    js::Fn<StopProfile>("stopProfile"),
    js::Fn<Observe>("observe"),
};

}  // namespace

extern const js::BindingSpec kBinding_gc;
const js::BindingSpec kBinding_gc = {"gc", kRows};

}  // namespace phasor::bindings
