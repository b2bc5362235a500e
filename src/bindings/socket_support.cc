#include "bindings/socket_support.h"

#include <net/if.h>
#include <uv.h>

#include <utility>

namespace phasor::bindings {

int ParseAddress(std::string_view text, int port, sockaddr_storage* out) {
  const std::string address(text);
  if (text.find(':') == std::string_view::npos) {
    return uv_ip4_addr(address.c_str(), port, reinterpret_cast<sockaddr_in*>(out));
  }
  return uv_ip6_addr(address.c_str(), port, reinterpret_cast<sockaddr_in6*>(out));
}

std::string AddressText(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN + 1 + IF_NAMESIZE] = "";
  if (address->sa_family == AF_INET) {
    uv_ip4_name(reinterpret_cast<const sockaddr_in*>(address), text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    const auto* in = reinterpret_cast<const sockaddr_in6*>(address);
    uv_ip6_name(in, text, sizeof text);
    char name[IF_NAMESIZE];
    if (IN6_IS_ADDR_LINKLOCAL(&in->sin6_addr) && if_indextoname(in->sin6_scope_id, name) != nullptr) {
      return std::string(text) + '%' + name;
    }
  }
  return text;
}

int AddressPort(const sockaddr* address) {
  if (address->sa_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in*>(address)->sin_port);
  if (address->sa_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6*>(address)->sin6_port);
  return 0;
}

js::Value AddressObject(v8::Isolate* isolate, const sockaddr* address) {
  const char* family = address->sa_family == AF_INET ? "IPv4" : address->sa_family == AF_INET6 ? "IPv6" : "";
  auto object = v8::Object::New(isolate);
  js::SetValue(isolate, object, "address", js::Literal(isolate, AddressText(address)));
  js::SetValue(isolate, object, "family", js::Literal(isolate, family));
  js::SetValue(isolate, object, "port", v8::Integer::New(isolate, AddressPort(address)));
  return object;
}

CallbackCompletion::CallbackCompletion(runtime::Realm& realm, runtime::Callback callback, const char* type,
                                       double trigger_id, Begin begin)
    : realm_(realm), callback_(std::move(callback)), type_(type), trigger_id_(trigger_id), begin_(begin) {
  if (begin == Begin::kNow) BeginContext();
}

void CallbackCompletion::OnQueued() {
  if (begin_ == Begin::kWhenQueued) BeginContext();
}

void CallbackCompletion::BeginContext() {
  if (!callback_) return;
  TriggerScope trigger(realm_, trigger_id_);
  callback_.Begin(realm_, type_);
}

void CallbackCompletion::Run(int status) {
  if (!callback_ || !realm_.can_enter()) return;
  v8::HandleScope handles(realm_.isolate());
  v8::Local<v8::Value> argv[] = {v8::Integer::New(realm_.isolate(), status)};
  callback_.Call(realm_, 1, argv);
}

}  // namespace phasor::bindings
