#include "loop/spawn.h"

#include <signal.h>

#include <memory>

#include "base/check.h"

namespace phasor::loop {

uv_process_options_t SpawnOptions::ForUv() {
  argv_.clear();
  envp_.clear();
  for (std::string& arg : args) argv_.push_back(arg.data());
  argv_.push_back(nullptr);
  uv_process_options_t options = {};
  if (env) {
    for (std::string& entry : *env) envp_.push_back(entry.data());
    envp_.push_back(nullptr);
    options.env = envp_.data();
  }
  options.file = file.c_str();
  options.args = argv_.data();
  options.cwd = cwd ? cwd->c_str() : nullptr;
  options.flags = flags;
  options.uid = uid;
  options.gid = gid;
  return options;
}

namespace {

class SyncRunner;

// The parent's end of one pipe.
struct SyncPipe {
  SyncRunner* runner = nullptr;
  uv_pipe_t handle;
  uv_write_t write;
  uv_shutdown_t shutdown;
  std::span<const uint8_t> input;
  std::string output;
};

class SyncRunner {
 public:
  explicit SyncRunner(SyncSpawnOptions options) : options_(std::move(options)) {}

  SyncSpawnResult Run() {
    CHECK(uv_loop_init(&loop_) == 0);
    int status = Start();
    if (status != 0) result_.error = status;
    uv_run(&loop_, UV_RUN_DEFAULT);
    // The timer is still there when the pipes have closed after the program's end: a grandchild had them.
    CloseTimer();
    uv_run(&loop_, UV_RUN_DEFAULT);
    CHECK(uv_loop_close(&loop_) == 0);
    for (auto& pipe : pipes_) {
      result_.outputs.push_back(pipe && status == 0 ? std::optional(std::move(pipe->output)) : std::nullopt);
    }
    return std::move(result_);
  }

 private:
  int Start() {
    std::vector<uv_stdio_container_t> containers(options_.stdio.size());
    pipes_.resize(options_.stdio.size());
    for (size_t i = 0; i < containers.size(); ++i) Describe(options_.stdio[i], &containers[i], &pipes_[i]);
    uv_process_options_t uv = options_.spawn.ForUv();
    uv.stdio = containers.data();
    uv.stdio_count = static_cast<int>(containers.size());
    uv.exit_cb = OnUvExit;
    process_.data = this;
    if (options_.timeout > 0) {
      uv_timer_init(&loop_, &timer_);
      timer_.data = this;
      uv_unref(reinterpret_cast<uv_handle_t*>(&timer_));
      uv_timer_start(&timer_, OnUvTimeout, options_.timeout, 0);
      has_timer_ = true;
    }
    int status = uv_spawn(&loop_, &process_, &uv);
    if (status != 0) {
      uv_close(reinterpret_cast<uv_handle_t*>(&process_), nullptr);
      ClosePipes();
      CloseTimer();
      return status;
    }
    result_.pid = process_.pid;
    for (auto& pipe : pipes_) {
      if (pipe) Begin(pipe.get());
    }
    return 0;
  }

  void Describe(const SyncStdio& stdio, uv_stdio_container_t* container, std::unique_ptr<SyncPipe>* slot) {
    container->flags = UV_IGNORE;
    if (stdio.kind == SyncStdio::Kind::kInherit) {
      container->flags = UV_INHERIT_FD;
      container->data.fd = stdio.fd;
    } else if (stdio.kind == SyncStdio::Kind::kPipe) {
      *slot = std::make_unique<SyncPipe>();
      SyncPipe* pipe = slot->get();
      pipe->runner = this;
      pipe->input = stdio.input;
      uv_pipe_init(&loop_, &pipe->handle, 0);
      pipe->handle.data = pipe;
      container->flags = static_cast<uv_stdio_flags>(UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE);
      container->data.stream = reinterpret_cast<uv_stream_t*>(&pipe->handle);
    }
  }

  void Begin(SyncPipe* pipe) {
    auto* stream = reinterpret_cast<uv_stream_t*>(&pipe->handle);
    if (!pipe->input.empty()) {
      uv_buf_t buffer = uv_buf_init(reinterpret_cast<char*>(const_cast<uint8_t*>(pipe->input.data())),
                                    static_cast<unsigned>(pipe->input.size()));
      // A child that does not read its input gives EPIPE: no failure of ours.
      uv_write(&pipe->write, stream, &buffer, 1, [](uv_write_t*, int) {});
    }
    uv_shutdown(&pipe->shutdown, stream, [](uv_shutdown_t*, int) {});
    uv_read_start(stream, OnUvAlloc, OnUvRead);
  }

  void ClosePipes() {
    for (auto& pipe : pipes_) {
      if (!pipe) continue;
      auto* handle = reinterpret_cast<uv_handle_t*>(&pipe->handle);
      if (!uv_is_closing(handle)) uv_close(handle, nullptr);
    }
  }
  void CloseTimer() {
    auto* handle = reinterpret_cast<uv_handle_t*>(&timer_);
    if (has_timer_ && !uv_is_closing(handle)) uv_close(handle, nullptr);
  }

  // The program has to go: its own end is still waited for.
  void Stop(int error) {
    if (result_.error == 0) result_.error = error;
    if (!exited_) {
      int status = uv_process_kill(&process_, options_.kill_signal);
      if (status != 0 && status != UV_ESRCH) uv_process_kill(&process_, SIGKILL);
    }
    ClosePipes();
    CloseTimer();
  }

  static void OnUvAlloc(uv_handle_t* handle, size_t, uv_buf_t* buffer) {
    auto* runner = static_cast<SyncPipe*>(handle->data)->runner;
    *buffer = uv_buf_init(runner->chunk_, sizeof runner->chunk_);
  }
  static void OnUvRead(uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer) {
    auto* pipe = static_cast<SyncPipe*>(stream->data);
    if (count < 0) {
      if (!uv_is_closing(reinterpret_cast<uv_handle_t*>(stream))) uv_close(reinterpret_cast<uv_handle_t*>(stream), nullptr);
      return;
    }
    pipe->output.append(buffer->base, static_cast<size_t>(count));
    const double limit = pipe->runner->options_.max_buffer;
    if (limit > 0 && static_cast<double>(pipe->output.size()) > limit) pipe->runner->Stop(UV_ENOBUFS);
  }
  static void OnUvTimeout(uv_timer_t* timer) { static_cast<SyncRunner*>(timer->data)->Stop(UV_ETIMEDOUT); }
  static void OnUvExit(uv_process_t* process, int64_t status, int signal) {
    auto* self = static_cast<SyncRunner*>(process->data);
    self->exited_ = true;
    self->result_.status = status;
    self->result_.signal = signal;
    uv_close(reinterpret_cast<uv_handle_t*>(process), nullptr);
    // With the pipes still open (a grandchild has them) the time-out goes on.
    bool open = false;
    for (auto& pipe : self->pipes_) open |= pipe && !uv_is_closing(reinterpret_cast<uv_handle_t*>(&pipe->handle));
    if (!open) self->CloseTimer();
  }

  SyncSpawnOptions options_;
  SyncSpawnResult result_;
  uv_loop_t loop_;
  uv_process_t process_;
  uv_timer_t timer_;
  bool has_timer_ = false;
  bool exited_ = false;
  std::vector<std::unique_ptr<SyncPipe>> pipes_;
  char chunk_[65536];
};

}  // namespace

SyncSpawnResult RunAndWait(SyncSpawnOptions options) {
  return std::make_unique<SyncRunner>(std::move(options))->Run();
}

}  // namespace phasor::loop
