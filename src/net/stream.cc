#include "net/stream.h"

#include <cerrno>
#include <utility>
#include <vector>

#include "base/check.h"

namespace phasor::net {
namespace {

// One slab a thread: a loop belongs to a thread, and a read's bytes are consumed before the next read.
constexpr size_t kSlabBytes = 64 * 1024;
thread_local std::unique_ptr<char[]> t_slab;

// A cork buffer that once held a large response gives its memory back.
constexpr size_t kKeptCorkBytes = 16 * 1024;

}  // namespace

// One queued uv_write. Deletes itself after its callback.
struct Stream::WriteJob {
  uv_write_t request;
  std::unique_ptr<Completion> done;
  std::string owned;

  static void OnUvWrite(uv_write_t* request, int status) {
    std::unique_ptr<WriteJob> job(static_cast<WriteJob*>(request->data));
    if (job->done) job->done->Run(status);
  }
};

// Tells the listener that a flush which had to wait has left.
struct Stream::FlushJob : Completion {
  explicit FlushJob(Stream* stream) : stream(stream) {}
  void Run(int status) override {
    if (stream->listener_ != nullptr && stream->is_open()) stream->listener_->OnStreamDrained(status);
  }
  Stream* stream;
};

uv_handle_t* Stream::Init(loop::Loop& loop, StreamStorage* storage, StreamKind kind, bool ipc) {
  auto& uv = storage->uv_storage;
  if (kind == StreamKind::kTcp) CHECK(uv_tcp_init(loop.uv(), &uv.tcp) == 0);
  else CHECK(uv_pipe_init(loop.uv(), &uv.pipe, ipc ? 1 : 0) == 0);
  return &uv.handle;
}

Stream::Stream(loop::Loop& loop, StreamKind kind, bool ipc) : loop::Handle(loop, Init(loop, this, kind, ipc)), kind_(kind) {}

Stream::Stream(loop::Loop& loop, int tty_fd, int* status)
    : loop::Handle(loop, InitTty(loop, this, tty_fd, status)), kind_(StreamKind::kTty), phase_(StreamPhase::kOpen) {}

uv_handle_t* Stream::InitTty(loop::Loop& loop, StreamStorage* storage, int fd, int* status) {
  auto& uv = storage->uv_storage;
  *status = uv_tty_init(loop.uv(), &uv.tty, fd, 0);
  // What could not be opened becomes an unused pipe, so that it can be closed like any other handle.
  if (*status != 0) CHECK(uv_pipe_init(loop.uv(), &uv.pipe, 0) == 0);
  return &uv.handle;
}

Stream* Stream::NewTty(loop::Loop& loop, int fd, int* status) {
  auto* stream = new Stream(loop, fd, status);
  if (*status == 0) return stream;
  stream->Close();
  return nullptr;
}

int Stream::fd() const {
  uv_os_fd_t fd = -1;
  return uv_fileno(&uv_storage.handle, &fd) == 0 ? fd : -1;
}

// libuv checks only some of its calls for a handle that is being closed; a new descriptor in one aborts the process later.
int Stream::Open(int fd) {
  if (!is_open()) return UV_EBADF;
  const int status = kind_ == StreamKind::kTcp ? uv_tcp_open(tcp(), fd) : uv_pipe_open(pipe(), fd);
  if (status == 0) phase_ = StreamPhase::kOpen;
  return status;
}

int Stream::Bind(const sockaddr* address, unsigned flags) {
  return is_open() ? uv_tcp_bind(tcp(), address, flags) : UV_EBADF;
}

int Stream::BindPath(std::string_view path) {
  return is_open() ? uv_pipe_bind2(pipe(), path.data(), path.size(), UV_PIPE_NO_TRUNCATE) : UV_EBADF;
}

int Stream::Listen(int backlog) {
  if (!is_open()) return UV_EBADF;
  const int status = uv_listen(stream(), backlog, OnUvConnection);
  if (status == 0) phase_ = StreamPhase::kListening;
  return status;
}

int Stream::Accept(Stream* client) {
  const int status = uv_accept(stream(), client->stream());
  if (status == 0) client->phase_ = StreamPhase::kOpen;
  return status;
}

namespace {

struct ConnectJob {
  uv_connect_t request;
  std::unique_ptr<Completion> done;
  StreamPhase* phase;

  static void OnUvConnect(uv_connect_t* request, int status) {
    std::unique_ptr<ConnectJob> job(static_cast<ConnectJob*>(request->data));
    if (*job->phase == StreamPhase::kConnecting) *job->phase = status == 0 ? StreamPhase::kOpen : StreamPhase::kFresh;
    job->done->Run(status);
  }
};

}  // namespace

template <class StartConnect>
int Stream::StartConnecting(std::unique_ptr<Completion> done, StartConnect start) {
  if (!is_open()) return UV_EBADF;
  auto job = std::make_unique<ConnectJob>();
  job->request.data = job.get();
  job->done = std::move(done);
  job->phase = &phase_;
  const int status = start(&job->request);
  if (status != 0) return status;
  phase_ = StreamPhase::kConnecting;
  job.release();
  return 0;
}

int Stream::Connect(const sockaddr* address, std::unique_ptr<Completion> done) {
  return StartConnecting(std::move(done), [this, address](uv_connect_t* request) {
    return uv_tcp_connect(request, tcp(), address, ConnectJob::OnUvConnect);
  });
}

int Stream::ConnectPath(std::string_view path, std::unique_ptr<Completion> done) {
  return StartConnecting(std::move(done), [this, path](uv_connect_t* request) {
    return uv_pipe_connect2(request, pipe(), path.data(), path.size(), UV_PIPE_NO_TRUNCATE, ConnectJob::OnUvConnect);
  });
}

int Stream::ReadStart() {
  if (reading_) return 0;
  const int status = uv_read_start(stream(), OnUvAlloc, OnUvRead);
  reading_ = status == 0;
  return status;
}

int Stream::ReadStop() {
  reading_ = false;
  return uv_read_stop(stream());
}

void Stream::OnUvAlloc(uv_handle_t*, size_t, uv_buf_t* buffer) {
  if (!t_slab) t_slab = std::make_unique<char[]>(kSlabBytes);
  *buffer = uv_buf_init(t_slab.get(), kSlabBytes);
}

void Stream::OnUvRead(uv_stream_t* handle, ssize_t count, const uv_buf_t* buffer) {
  Stream* stream = From(handle);
  if (count == 0) return;  // EAGAIN
  if (count > 0) {
    stream->bytes_read_ += static_cast<uint64_t>(count);
    stream->listener_->OnStreamRead({buffer->base, static_cast<size_t>(count)});
    return;
  }
  stream->ReadStop();
  stream->listener_->OnStreamEnd(static_cast<int>(count));
}

void Stream::OnUvConnection(uv_stream_t* handle, int status) {
  Stream* stream = From(handle);
  if (stream->listener_ != nullptr) stream->listener_->OnStreamConnection(status);
}

ssize_t Stream::TryWrite(const uv_buf_t* buffers, unsigned count) {
  if (uv_storage.stream.write_queue_size != 0) return 0;
  const int written = uv_try_write(stream(), buffers, count);
  if (written == UV_EAGAIN || written == UV_ENOSYS) return 0;
  if (written > 0) bytes_written_ += static_cast<uint64_t>(written);
  return written;
}

int Stream::Queue(const uv_buf_t* buffers, unsigned count, std::unique_ptr<Completion> done, std::string owned) {
  if (done != nullptr) done->OnQueued();
  auto job = std::make_unique<WriteJob>();
  job->request.data = job.get();
  job->done = std::move(done);
  job->owned = std::move(owned);
  uv_buf_t own;
  if (buffers == nullptr) {
    own = uv_buf_init(job->owned.data(), static_cast<unsigned>(job->owned.size()));
    buffers = &own;
    count = 1;
  }
  for (unsigned i = 0; i < count; i++) bytes_written_ += buffers[i].len;
  const int status = uv_write(&job->request, stream(), buffers, count, WriteJob::OnUvWrite);
  if (status != 0) return status;
  job.release();
  return kPending;
}

int Stream::WriteWithHandle(std::string_view bytes, loop::Handle* handle, std::unique_ptr<Completion> done) {
  const int flushed = Flush();
  if (flushed < 0) return flushed;
  if (done != nullptr) done->OnQueued();
  auto job = std::make_unique<WriteJob>();
  job->request.data = job.get();
  job->done = std::move(done);
  job->owned = bytes;
  const uv_buf_t buffer = uv_buf_init(job->owned.data(), static_cast<unsigned>(job->owned.size()));
  bytes_written_ += buffer.len;
  const int status = uv_write2(&job->request, stream(), &buffer, 1, reinterpret_cast<uv_stream_t*>(handle->uv()), WriteJob::OnUvWrite);
  if (status != 0) return status;
  job.release();
  return kPending;
}

int Stream::Write(const uv_buf_t* buffers, unsigned count, std::unique_ptr<Completion> done) {
  const int flushed = Flush();
  if (flushed < 0) return flushed;
  const ssize_t written = TryWrite(buffers, count);
  if (written < 0) return static_cast<int>(written);
  size_t skip = static_cast<size_t>(written);
  std::vector<uv_buf_t> rest;
  for (unsigned i = 0; i < count; i++) {
    if (skip >= buffers[i].len) {
      skip -= buffers[i].len;
      continue;
    }
    rest.push_back(uv_buf_init(buffers[i].base + skip, static_cast<unsigned>(buffers[i].len - skip)));
    skip = 0;
  }
  if (rest.empty()) return 0;
  return Queue(rest.data(), static_cast<unsigned>(rest.size()), std::move(done), {});
}

int Stream::WriteCopied(std::string_view bytes, std::unique_ptr<Completion> done) {
  const int flushed = Flush();
  if (flushed < 0) return flushed;
  const uv_buf_t buffer = uv_buf_init(const_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size()));
  const ssize_t written = TryWrite(&buffer, 1);
  if (written < 0) return static_cast<int>(written);
  if (static_cast<size_t>(written) == bytes.size()) return 0;
  return Queue(nullptr, 0, std::move(done), std::string(bytes.substr(static_cast<size_t>(written))));
}

int Stream::Flush() {
  if (cork_.empty()) return 0;
  const uv_buf_t buffer = uv_buf_init(cork_.data(), static_cast<unsigned>(cork_.size()));
  const ssize_t written = TryWrite(&buffer, 1);
  int status = static_cast<int>(written);
  if (written >= 0 && static_cast<size_t>(written) < cork_.size()) {
    cork_.erase(0, static_cast<size_t>(written));
    status = Queue(nullptr, 0, std::make_unique<FlushJob>(this), std::exchange(cork_, {}));
  } else if (cork_.capacity() > kKeptCorkBytes) {
    cork_ = std::string();
  } else {
    cork_.clear();
  }
  return status < 0 ? status : status == kPending && uv_storage.stream.write_queue_size != 0 ? kPending : 0;
}

namespace {

struct ShutdownJob {
  uv_shutdown_t request;
  std::unique_ptr<Completion> done;

  static void OnUvShutdown(uv_shutdown_t* request, int status) {
    std::unique_ptr<ShutdownJob> job(static_cast<ShutdownJob*>(request->data));
    if (job->done) job->done->Run(status);
  }
};

}  // namespace

int Stream::Shutdown(std::unique_ptr<Completion> done) {
  const int flushed = Flush();
  if (flushed < 0) return flushed;
  auto job = std::make_unique<ShutdownJob>();
  job->request.data = job.get();
  job->done = std::move(done);
  const int status = uv_shutdown(&job->request, stream(), ShutdownJob::OnUvShutdown);
  if (status == 0) job.release();
  return status;
}

int Stream::Reset() {
  CHECK(kind_ == StreamKind::kTcp);
  return CloseBy([](uv_handle_t* uv, uv_close_cb closed) {
    return uv_tcp_close_reset(reinterpret_cast<uv_tcp_t*>(uv), closed);
  });
}

void Stream::OnClosed() {
  if (listener_ != nullptr) listener_->OnStreamClosed();
}

}  // namespace phasor::net
