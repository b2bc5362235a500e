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

// Makes what is begun meanwhile a consequence of the resource `id`; 0 is none.
class TriggerScope {
 public:
  TriggerScope(runtime::Realm& realm, double id)
      : field_(&realm.async_fields()[runtime::kDefaultTriggerId]), saved_(*field_) {
    if (id > 0) *field_ = id;
  }
  ~TriggerScope() { *field_ = saved_; }
  TriggerScope(const TriggerScope&) = delete;

 private:
  double* field_;
  double saved_;
};

// Calls a JavaScript function with the status; keeps the buffers of the operation alive until then.
class CallbackCompletion final : public net::Completion {
 public:
  // When the callback's async context begins: most writes leave at once, and only one that has to wait pays for it.
  enum class Begin { kNow, kWhenQueued };

  // `type` is an async_hooks provider name; the resource is triggered by `trigger_id`, the handle's, if it is not 0.
  CallbackCompletion(runtime::Realm& realm, runtime::Callback callback, const char* type, double trigger_id, Begin begin);
  void Run(int status) override;
  void OnQueued() override;
  std::vector<js::PinnedBytes> pinned;

 private:
  void BeginContext();

  runtime::Realm& realm_;
  runtime::Callback callback_;
  const char* type_;
  double trigger_id_;
  Begin begin_;
};

}  // namespace phasor::bindings
