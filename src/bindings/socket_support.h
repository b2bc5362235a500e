// What the bindings of TCP, pipes and UDP share: addresses as JavaScript knows them, and completions that call JavaScript.
#pragma once

#include <sys/socket.h>

#include <memory>
#include <string_view>
#include <vector>

#include "net/completion.h"
#include "runtime/callback.h"

namespace phasor::bindings {

// A numeric IPv4 or IPv6 address, the latter with an optional %zone. 0 or a negative errno.
int ParseAddress(std::string_view text, int port, sockaddr_storage* out);

// The text of an address; one that holds for one link only (RFC 4291 2.5.6) says on which interface.
std::string AddressText(const sockaddr* address);
int AddressPort(const sockaddr* address);

// {address, family, port}
js::Value AddressObject(v8::Isolate* isolate, const sockaddr* address);

// Calls a JavaScript function with the status; keeps the buffers of the operation alive until then.
class CallbackCompletion final : public net::Completion {
 public:
  // Begins the callback's async context as one of `type` (an async_hooks provider name).
  CallbackCompletion(runtime::Realm& realm, runtime::Callback callback, const char* type);
  void Run(int status) override;
  std::vector<js::PinnedBytes> pinned;

 private:
  runtime::Realm& realm_;
  runtime::Callback callback_;
};

}  // namespace phasor::bindings
