// The end of an asynchronous operation of a socket. Callers: net::Stream, net::UdpSocket; their bindings implement it.
#pragma once

namespace phasor::net {

// Ends an asynchronous operation exactly once; owns what the operation needs until then.
class Completion {
 public:
  virtual ~Completion() = default;
  // `status`: 0 or a negative errno.
  virtual void Run(int status) = 0;
  // It could not be done at once: Run() will come.
  virtual void OnQueued() {}
};

}  // namespace phasor::net
