// An Instance is one isolate with its loop and realm, from V8's start to the proof that nothing is left. The main thread
// has one; a worker thread has one of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/platform.h"
#include "runtime/realm.h"

namespace phasor::runtime {

// Hands V8 its own options ("--expose-gc"). Empty, or "bad option: --x" when V8 does not know one. Before InitializeV8().
std::string SetV8Flags(const std::vector<std::string>& flags);

// A startup snapshot (module/snapshot.h): a heap as V8 wrote it, and the addresses that it refers to by number.
struct StartupSnapshot {
  std::vector<intptr_t> references;  // ends with 0
  v8::StartupData blob = {nullptr, 0};
};
// Contexts and context data of the snapshot.
constexpr size_t kMainContext = 0;
enum SnapshotData : size_t { kSavedRealm, kSavedTemplates, kSavedStart };

// Starts V8 once per process. Every Instance begins with the snapshot, which has to live as long as V8 (isolates share the
// read-only heap, so that they cannot begin differently); null: with V8's own.
void InitializeV8(const StartupSnapshot* snapshot = nullptr);
Platform& GetPlatform();
void DisposeV8();

struct InstanceOptions {
  RealmOptions realm;
  // Whether the isolate's heap is taken down at the end. The process's end gives the memory back anyway, faster;
  // sanitizer builds and workers need it.
  bool dispose_isolate = true;
  // For TakeSnapshot(): the references that the snapshot may hold, ending with 0.
  const intptr_t* snapshot_references = nullptr;
  v8::ResourceConstraints constraints;
  // The lowest address of the thread's stack that JavaScript may use; 0: V8's default.
  uintptr_t stack_limit = 0;
};

class Instance {
 public:
  explicit Instance(const InstanceOptions& options);
  ~Instance();  // teardown, in the numbered steps of instance.cc

  Realm& realm() { return *realm_; }
  v8::Isolate* isolate() { return isolate_; }

  // Runs `start` (loads lib/bootstrap and the program), then the loop until it is empty, with 'beforeExit' and 'exit'.
  // Returns the exit code.
  int Run(const std::function<void(Realm&)>& start);

  // The heap as `boot` leaves it, for later processes; `boot` returns the function that goes on from there. Needs
  // snapshot_references. The instance is of no use afterwards, and cannot be destroyed: the process has to end.
  std::string TakeSnapshot(const std::function<v8::Local<v8::Function>(Realm&)>& boot);

 private:
  void MakeRealm();
  void SpinLoop();

  InstanceOptions options_;
  std::unique_ptr<loop::Loop> loop_;
  std::shared_ptr<v8::ArrayBuffer::Allocator> allocator_;
  v8::Isolate* isolate_ = nullptr;
  std::unique_ptr<v8::SnapshotCreator> snapshot_creator_;
  std::unique_ptr<Realm> realm_;
};

}  // namespace phasor::runtime
