// Blocking file work without V8, for any thread: what takes more than one system call. Callers: src/bindings/fs_*.cc, on
// a thread of PoolKind::kFs or, for the synchronous forms, on the loop's own thread. Paths are bytes, as the system has
// them. Failures are Error::System with the system call and the path that failed.
#pragma once

#include <uv.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace phasor::loop::files {

// One uv_fs_* call on this thread. The answer is uv's: negative errno, or what the call returns.
template <class F, class... A>
int64_t Call(F fn, A... args) {
  uv_fs_t request;
  fn(nullptr, &request, args..., nullptr);
  int64_t result = request.result;
  uv_fs_req_cleanup(&request);
  return result;
}

// The contents of a file; the memory is malloc's.
struct Contents {
  struct Free {
    void operator()(void* data) const { std::free(data); }
  };
  std::unique_ptr<uint8_t, Free> data;
  size_t size = 0;
};

// Reads from the descriptor's position to the end. More than `limit` bytes: ERR_FS_FILE_TOO_LARGE (the message holds the
// size). A file whose size is 0 by fstat (in /proc) is read until the end as well.
Result<Contents> ReadAll(int fd, int64_t limit);
Result<Contents> ReadFile(const std::string& path, int flags, int64_t limit);

// Writes all bytes at the descriptor's position, or at the file's end if it is in append mode.
Result<void> WriteAll(int fd, std::span<const uint8_t> bytes);
// Opens, writes, with `flush` fsyncs, closes.
Result<void> WriteFile(const std::string& path, int flags, int mode, std::span<const uint8_t> bytes, bool flush);

// Makes the folder and what is missing above it. Returns the first folder made; empty if all were there.
Result<std::string> MakeDirectories(const std::string& path, int mode);

struct RemoveOptions {
  bool recursive = false;
  bool force = false;        // a missing path is no error
  uint32_t max_retries = 0;  // for EBUSY, EMFILE, ENFILE, ENOTEMPTY and EPERM
  uint32_t retry_delay = 0;  // ms; grows by itself with each retry
};
Result<void> Remove(const std::string& path, const RemoveOptions& options);

struct Entry {
  std::string name;
  uint8_t type;  // UV_DIRENT_*; resolved by lstat where the file system does not tell
};
// The folder's entries by name, without "." and "..". With `recursive` folders below too, with `through_links` also those that
// links lead to (until the kernel takes the path for a loop); names are relative to `path`, level by level.
Result<std::vector<Entry>> Scan(const std::string& path, bool recursive, bool through_links);

// The next entries of a folder opened with O_DIRECTORY, as many as one system call gives; empty at the end.
Result<std::vector<Entry>> ReadDirectory(int fd);

// The path without links. With `explain` (then the path is absolute and normal) a failure names the part of the path at
// fault and the call, lstat or stat, that tells so.
Result<std::string> RealPath(const std::string& path, bool explain);

}  // namespace phasor::loop::files
