// Starting programs: what to start, shared by the asynchronous child (bindings/child.cc) and by RunAndWait(), which runs
// one to its end on a private loop. No V8 here.
#pragma once

#include <uv.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace phasor::loop {

// Owns the texts that uv_process_options_t points to.
struct SpawnOptions {
  std::string file;
  std::vector<std::string> args;  // args[0] is the program's name
  std::optional<std::vector<std::string>> env;  // "NAME=value"; none: the parent's
  std::optional<std::string> cwd;
  unsigned flags = 0;  // uv_process_flags
  uint32_t uid = 0;
  uint32_t gid = 0;

  // Valid while this object lives and is not changed; stdio and exit_cb are the caller's.
  uv_process_options_t ForUv();

 private:
  std::vector<char*> argv_;
  std::vector<char*> envp_;
};

struct SyncStdio {
  enum class Kind { kIgnore, kPipe, kInherit };
  Kind kind = Kind::kIgnore;
  int fd = -1;                     // kInherit
  std::span<const uint8_t> input;  // kPipe: what the child reads; its end is closed after it
};

struct SyncSpawnOptions {
  SpawnOptions spawn;
  std::vector<SyncStdio> stdio;
  uint64_t timeout = 0;     // ms; 0: none
  double max_buffer = 0;    // bytes a pipe may bring; 0 or infinite: any number
  int kill_signal = SIGTERM;  // for time-out and overflow
};

struct SyncSpawnResult {
  int error = 0;  // negative errno: UV_ETIMEDOUT, UV_ENOBUFS, or why it could not be started (then nothing else is set)
  int pid = 0;
  int64_t status = 0;
  int signal = 0;
  std::vector<std::optional<std::string>> outputs;  // by descriptor; none for those that are no pipe
};

// Blocks until the program has ended and its pipes are closed.
SyncSpawnResult RunAndWait(SyncSpawnOptions options);

}  // namespace phasor::loop
