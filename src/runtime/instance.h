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
// Starts V8 once per process; its flags freeze here.
void InitializeV8();
Platform& GetPlatform();
void DisposeV8();

struct InstanceOptions {
  std::span<const js::BindingSpec* const> bindings;
  // Whether the isolate's heap is taken down at the end. The process's end gives the memory back anyway, faster;
  // sanitizer builds and workers need it.
  bool dispose_isolate = true;
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

 private:
  void SpinLoop();

  InstanceOptions options_;
  std::unique_ptr<loop::Loop> loop_;
  std::unique_ptr<v8::ArrayBuffer::Allocator> allocator_;
  v8::Isolate* isolate_ = nullptr;
  std::unique_ptr<Realm> realm_;
};

}  // namespace phasor::runtime
