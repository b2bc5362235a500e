// binding('dns'): look-ups on the dns pool. lookup(host, family, flags, callback) -> callback(null, [address, family, ...]);
// lookupService(address, port, callback) -> callback(null, [host, service]). Errors carry errno (libuv's EAI codes).
#include <netdb.h>

#include "net/lookup.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// A flat list: cheap to convert, read in pairs by lib/dns.js.
struct AddressList {
  std::vector<net::FoundAddress> items;
};
struct ServiceName {
  net::Service value;
};

}  // namespace

}  // namespace phasor::bindings

namespace phasor::js {

template <>
struct Convert<bindings::AddressList> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bindings::AddressList list) {
    std::vector<Value> flat;
    for (const net::FoundAddress& found : list.items) {
      flat.push_back(Literal(isolate, found.address));
      flat.push_back(v8::Integer::New(isolate, found.family));
    }
    return v8::Array::New(isolate, flat.data(), flat.size()).As<v8::Value>();
  }
};

template <>
struct Convert<bindings::ServiceName> {
  static v8::MaybeLocal<v8::Value> To(v8::Isolate* isolate, bindings::ServiceName name) {
    Value pair[] = {Literal(isolate, name.value.host), Literal(isolate, name.value.service)};
    return v8::Array::New(isolate, pair, 2).As<v8::Value>();
  }
};

}  // namespace phasor::js

namespace phasor::bindings {

namespace {

void LookUp(Realm& realm, std::string host, int32_t family, int32_t flags, Callback done) {
  js::Ignore(runtime::RunAsync<AddressList>(
      realm, loop::PoolKind::kDns, "GETADDRINFOREQWRAP", std::move(done),
      [host = std::move(host), family, flags]() -> Result<AddressList> {
        auto found = net::LookUp(host, family, flags);
        if (!found.ok()) return found.error();
        return AddressList{std::move(found).value()};
      }));
}

void LookUpService(Realm& realm, std::string address, int32_t port, Callback done) {
  js::Ignore(runtime::RunAsync<ServiceName>(
      realm, loop::PoolKind::kDns, "GETNAMEINFOREQWRAP", std::move(done),
      [address = std::move(address), port]() -> Result<ServiceName> {
        auto found = net::LookUpService(address, port);
        if (!found.ok()) return found.error();
        return ServiceName{std::move(found).value()};
      }));
}

const js::Row kRows[] = {
    js::Fn<LookUp>("lookup"),
    js::Fn<LookUpService>("lookupService"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  js::SetConstant(isolate, target, "AI_ADDRCONFIG", AI_ADDRCONFIG);
  js::SetConstant(isolate, target, "AI_ALL", AI_ALL);
  js::SetConstant(isolate, target, "AI_V4MAPPED", AI_V4MAPPED);
}

}  // namespace

extern const js::BindingSpec kBinding_dns;
const js::BindingSpec kBinding_dns = {"dns", kRows, Setup};

}  // namespace phasor::bindings
