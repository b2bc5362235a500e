// A byte stream over libuv, TCP, Unix-domain socket or terminal, without V8: reads into the loop's slab, writes at once when the
// kernel takes them, corked small writes, shutdown, close. The bindings (src/bindings/stream.cc, http_server.cc) own the
// JavaScript side and listen through StreamListener.
//
//   kFresh --Connect--> kConnecting --> kOpen          kFresh --Listen--> kListening          kFresh --Accept/Open--> kOpen
//
// Its life is that of a loop::Handle: nobody keeps a pointer after OnStreamClosed. Requests in flight complete with
// UV_ECANCELED before that.
#pragma once

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "loop/handle.h"
#include "loop/loop.h"
#include "net/completion.h"

namespace phasor::net {

enum class StreamKind : uint8_t { kTcp, kPipe, kTty };
enum class StreamPhase : uint8_t { kFresh, kConnecting, kOpen, kListening };

class StreamListener {
 public:
  // `bytes` lie in the loop's slab: valid during the call only.
  virtual void OnStreamRead(std::string_view bytes) = 0;
  // The peer ended (UV_EOF) or the read failed (another negative errno). Reading has stopped.
  virtual void OnStreamEnd(int status) = 0;
  // A listening stream has a connection waiting (0), or accepting failed.
  virtual void OnStreamConnection(int status) { (void)status; }
  // All corked bytes that Flush() had to queue have left, or failed to.
  virtual void OnStreamDrained(int status) { (void)status; }
  // The last call: libuv has released the handle, the Stream is about to be deleted.
  virtual void OnStreamClosed() = 0;

 protected:
  ~StreamListener() = default;
};

namespace internal {

// The libuv handle, a base of its own because it has to exist before loop::Handle takes it over.
struct StreamStorage {
  union {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_pipe_t pipe;
    uv_tty_t tty;
  } uv_storage;
};

}  // namespace internal

class Stream final : private internal::StreamStorage, public loop::Handle {
 public:
  static Stream* NewTcp(loop::Loop& loop) { return new Stream(loop, StreamKind::kTcp, false); }
  static Stream* NewPipe(loop::Loop& loop, bool ipc) { return new Stream(loop, StreamKind::kPipe, ipc); }

  // A terminal's descriptor. `status`: 0, or a negative errno and the result is null.
  static Stream* NewTty(loop::Loop& loop, int fd, int* status);

  StreamKind kind() const { return kind_; }
  StreamPhase phase() const { return phase_; }
  uv_stream_t* stream() { return &uv_storage.stream; }
  uv_tcp_t* tcp() { return &uv_storage.tcp; }
  uv_pipe_t* pipe() { return &uv_storage.pipe; }
  uv_tty_t* tty() { return &uv_storage.tty; }
  void set_listener(StreamListener* listener) { listener_ = listener; }
  uint64_t bytes_read() const { return bytes_read_; }
  uint64_t bytes_written() const { return bytes_written_; }
  // Bytes that wait in user space: corked and queued.
  size_t queued() const { return cork_.size() + uv_storage.stream.write_queue_size; }
  int fd() const;

  // All return 0 or a negative errno.
  int Open(int fd);
  // uv_spawn() has opened this pipe.
  void MarkOpen() { phase_ = StreamPhase::kOpen; }
  int Bind(const sockaddr* address, unsigned flags);
  int BindPath(std::string_view path);
  int Listen(int backlog);
  int Accept(Stream* client);
  int Connect(const sockaddr* address, std::unique_ptr<Completion> done);
  int ConnectPath(std::string_view path, std::unique_ptr<Completion> done);
  int ReadStart();
  int ReadStop();
  bool reading() const { return reading_; }

  // Writes what the kernel takes at once. Returns 0 when that was everything (then `done` is destroyed unrun), a negative
  // errno, or kPending: the rest is queued and `done` runs later; it must keep the buffers alive.
  static constexpr int kPending = 1;
  int Write(const uv_buf_t* buffers, unsigned count, std::unique_ptr<Completion> done);
  // The same for bytes that the caller cannot keep: an unwritten rest is copied.
  int WriteCopied(std::string_view bytes, std::unique_ptr<Completion> done);

  // Corked writing: append to cork(), then Flush() once. Write() and Shutdown() flush it first, so order holds.
  std::string* cork() { return &cork_; }
  int Flush();

  // IPC pipes: sends `bytes` (not empty) together with a stream or UDP socket that the other side accepts. Always queued:
  // returns kPending or a negative errno.
  int WriteWithHandle(std::string_view bytes, loop::Handle* handle, std::unique_ptr<Completion> done);

  int Shutdown(std::unique_ptr<Completion> done);
  // TCP only: closes with RST.
  int Reset();

 private:
  Stream(loop::Loop& loop, StreamKind kind, bool ipc);
  Stream(loop::Loop& loop, int tty_fd, int* status);
  static uv_handle_t* InitTty(loop::Loop& loop, StreamStorage* storage, int fd, int* status);
  ~Stream() override = default;
  void OnClosed() override;
  struct WriteJob;
  struct FlushJob;
  static void OnUvAlloc(uv_handle_t* handle, size_t suggested, uv_buf_t* buffer);
  static void OnUvRead(uv_stream_t* stream, ssize_t count, const uv_buf_t* buffer);
  static void OnUvConnection(uv_stream_t* stream, int status);
  static uv_handle_t* Init(loop::Loop& loop, StreamStorage* storage, StreamKind kind, bool ipc);
  static Stream* From(uv_stream_t* stream) { return static_cast<Stream*>(static_cast<loop::Handle*>(stream->data)); }
  int Queue(const uv_buf_t* buffers, unsigned count, std::unique_ptr<Completion> done, std::string owned);
  ssize_t TryWrite(const uv_buf_t* buffers, unsigned count);
  template <class StartConnect>
  int StartConnecting(std::unique_ptr<Completion> done, StartConnect start);

  StreamListener* listener_ = nullptr;
  std::string cork_;
  uint64_t bytes_read_ = 0;
  uint64_t bytes_written_ = 0;
  const StreamKind kind_;
  StreamPhase phase_ = StreamPhase::kFresh;
  bool reading_ = false;
};

}  // namespace phasor::net
