// The allocator of array buffers' memory, which counts its bytes for process.memoryUsage().arrayBuffers.
#pragma once

#include <v8.h>

#include <atomic>
#include <memory>

namespace phasor::runtime {

class CountingAllocator final : public v8::ArrayBuffer::Allocator {
 public:
  void* Allocate(size_t length) override {
    Count(length);
    return inner_->Allocate(length);
  }
  void* AllocateUninitialized(size_t length) override {
    Count(length);
    return inner_->AllocateUninitialized(length);
  }
  void Free(void* data, size_t length) override {
    bytes_.fetch_sub(length, std::memory_order_relaxed);
    inner_->Free(data, length);
  }
  size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  void Count(size_t length) { bytes_.fetch_add(length, std::memory_order_relaxed); }

  std::unique_ptr<v8::ArrayBuffer::Allocator> inner_{v8::ArrayBuffer::Allocator::NewDefaultAllocator()};
  std::atomic<size_t> bytes_ = 0;  // buffers may be freed on V8's threads
};

// Bytes that the isolate's array buffers hold. Every isolate of ours has a CountingAllocator.
inline size_t ArrayBufferBytes(v8::Isolate* isolate) {
  return static_cast<CountingAllocator*>(isolate->GetArrayBufferAllocator())->bytes();
}

}  // namespace phasor::runtime
