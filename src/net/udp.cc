#include "net/udp.h"

#include <utility>

#include "base/check.h"
#include "net/stream.h"

namespace phasor::net {
namespace {

// One slab a thread, as for streams; no datagram is longer. One is taken at a time: a batch (recvmmsg) would take datagrams
// away from other processes that share the socket when its listener closes it.
constexpr size_t kSlabBytes = 64 * 1024;
thread_local std::unique_ptr<char[]> t_slab;

// One queued uv_udp_send. Deletes itself after its callback.
struct SendJob {
  uv_udp_send_t request;
  std::unique_ptr<Completion> done;

  static void OnUvSend(uv_udp_send_t* request, int status) {
    std::unique_ptr<SendJob> job(static_cast<SendJob*>(request->data));
    if (job->done) job->done->Run(status);
  }
};

}  // namespace

uv_handle_t* UdpSocket::Init(loop::Loop& loop, internal::UdpStorage* storage) {
  CHECK(uv_udp_init(loop.uv(), &storage->uv_udp) == 0);
  return reinterpret_cast<uv_handle_t*>(&storage->uv_udp);
}

UdpSocket::UdpSocket(loop::Loop& loop) : loop::Handle(loop, Init(loop, this)) {}

int UdpSocket::fd() const {
  uv_os_fd_t fd = -1;
  return uv_fileno(uv(), &fd) == 0 ? fd : -1;
}

int UdpSocket::AcceptFrom(Stream* channel) {
  return uv_accept(channel->stream(), reinterpret_cast<uv_stream_t*>(udp()));
}

int UdpSocket::ReceiveStart() {
  const int status = uv_udp_recv_start(udp(), OnUvAlloc, OnUvReceive);
  // It receives already: what the caller wants.
  return status == UV_EALREADY ? 0 : status;
}

void UdpSocket::OnUvAlloc(uv_handle_t*, size_t, uv_buf_t* buffer) {
  if (!t_slab) t_slab.reset(new char[kSlabBytes]);
  *buffer = uv_buf_init(t_slab.get(), kSlabBytes);
}

void UdpSocket::OnUvReceive(uv_udp_t* handle, ssize_t count, const uv_buf_t* buffer, const sockaddr* from, unsigned) {
  auto* socket = static_cast<UdpSocket*>(static_cast<loop::Handle*>(handle->data));
  if (count < 0) return socket->listener_->OnReceiveError(static_cast<int>(count));
  if (from == nullptr) return;  // nothing is left to read
  socket->listener_->OnDatagram({buffer->base, static_cast<size_t>(count)}, from);
}

int UdpSocket::Queue(const uv_buf_t* buffers, unsigned count, const sockaddr* to, std::unique_ptr<Completion> done) {
  auto job = std::make_unique<SendJob>();
  job->request.data = job.get();
  job->done = std::move(done);
  const int status = uv_udp_send(&job->request, udp(), buffers, count, to, SendJob::OnUvSend);
  if (status == 0) job.release();
  return status;
}

void UdpSocket::OnClosed() {
  if (listener_ != nullptr) listener_->OnUdpClosed();
}

}  // namespace phasor::net
