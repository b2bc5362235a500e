// The descriptors that a worker's code has opened and not closed: what is left is closed when the thread has ended
// (Node's documentation, new Worker(), trackUnmanagedFds). Callers: bindings/fs_file.cc, bindings/structured.cc.
#pragma once

#include <unistd.h>

#include <mutex>
#include <set>

namespace phasor::runtime {

class DescriptorSet {
 public:
  DescriptorSet() = default;
  DescriptorSet(const DescriptorSet&) = delete;
  ~DescriptorSet() {
    for (int fd : open_) close(fd);
  }
  // Any thread: files are opened and closed on the pool's.
  void Add(int fd) {
    std::lock_guard lock(mutex_);
    open_.insert(fd);
  }
  void Remove(int fd) {
    std::lock_guard lock(mutex_);
    open_.erase(fd);
  }

 private:
  std::mutex mutex_;
  std::set<int> open_;
};

}  // namespace phasor::runtime
