// binding('resolver'): DNS queries over c-ares. Caller: lib/internal/dns/resolver.
//
//   query(name, type, callback), reverse(address, callback) -> callback(status, records): status is null or 'ENOTFOUND' and
//   the like; a record is [type, ttl, ...fields], the fields in c-ares's order
#include <optional>
#include <utility>

#include "js/class.h"
#include "net/resolver.h"
#include "runtime/callback.h"

namespace phasor::bindings {

namespace {

using runtime::Callback;
using runtime::Realm;

// c-ares's name of a failure without its prefix. Source: the error codes of Node's dns documentation.
const char* StatusName(int status) {
  switch (status) {
#define V(name) case ARES_##name: return #name;
    V(ENODATA) V(EFORMERR) V(ESERVFAIL) V(ENOTFOUND) V(ENOTIMP) V(EREFUSED) V(EBADQUERY) V(EBADNAME) V(EBADFAMILY)
    V(EBADRESP) V(ECONNREFUSED) V(ETIMEOUT) V(EOF) V(EFILE) V(ENOMEM) V(EDESTRUCTION) V(EBADSTR) V(EBADFLAGS) V(ENONAME)
    V(EBADHINTS) V(ENOTINITIALIZED) V(ELOADIPHLPAPI) V(EADDRGETNETWORKPARAMS) V(ECANCELLED)
#undef V
    default: return "UNKNOWN_ARES_ERROR";
  }
}

js::Value ToValue(v8::Isolate* isolate, const std::string& text) {
  v8::Local<v8::String> string;
  return js::NewLatin1(isolate, text).ToLocal(&string) ? string.As<v8::Value>() : v8::String::Empty(isolate).As<v8::Value>();
}
js::Value ToValue(v8::Isolate* isolate, uint32_t number) { return v8::Integer::NewFromUnsigned(isolate, number); }
js::Value ToValue(v8::Isolate* isolate, const std::vector<uint8_t>& bytes) { return js::NewUint8Array(isolate, bytes); }
js::Value ToValue(v8::Isolate* isolate, const std::vector<std::string>& texts) {
  std::vector<js::Value> values;
  for (const std::string& text : texts) values.push_back(ToValue(isolate, text));
  return v8::Array::New(isolate, values.data(), values.size());
}

js::Value ToValue(v8::Isolate* isolate, const net::DnsRecord& record) {
  std::vector<js::Value> values = {v8::Integer::New(isolate, record.type), ToValue(isolate, record.ttl)};
  for (const net::DnsValue& field : record.values) {
    values.push_back(std::visit([isolate](const auto& value) { return ToValue(isolate, value); }, field));
  }
  return v8::Array::New(isolate, values.data(), values.size());
}

// Answers JavaScript; keeps the resolver's object alive until then.
class Answer final : public net::DnsCompletion {
 public:
  Answer(Realm& realm, v8::Local<v8::Object> resolver, Callback callback) : realm_(realm), callback_(std::move(callback)) {
    resolver_.Reset(realm.isolate(), resolver);
    if (callback_) callback_.Begin(realm, "QUERYWRAP");
  }

  void Run(int status, const std::vector<net::DnsRecord>& records) override {
    if (!callback_ || !realm_.can_enter()) return;
    v8::Isolate* isolate = realm_.isolate();
    v8::HandleScope handles(isolate);
    v8::Context::Scope scope(realm_.context());
    v8::Local<v8::Value> argv[] = {v8::Null(isolate), v8::Undefined(isolate)};
    if (status != ARES_SUCCESS) {
      argv[0] = js::Literal(isolate, StatusName(status));
    } else {
      std::vector<js::Value> values;
      for (const net::DnsRecord& record : records) values.push_back(ToValue(isolate, record));
      argv[1] = v8::Array::New(isolate, values.data(), values.size());
    }
    callback_.Call(realm_, 2, argv);
  }

 private:
  Realm& realm_;
  Callback callback_;
  v8::Global<v8::Object> resolver_;
};

// The garbage collector ends the resolver of an object that nobody holds; queries under way hold it.
class ResolverObject final : public js::GcObject, public net::ResolverOwner {
 public:
  static const js::ClassSpec kClass;
  ResolverObject(Realm& realm, net::Resolver* resolver) : realm_(realm), resolver_(resolver) { resolver->set_owner(this); }
  ~ResolverObject() override {
    if (resolver_ == nullptr) return;
    resolver_->set_owner(nullptr);
    resolver_->Close();
  }

  // new Resolver(timeout, tries, maxTimeout)
  static Result<ResolverObject*> New(Realm& realm, int32_t timeout, int32_t tries, int32_t max_timeout) {
    int status = 0;
    net::Resolver* resolver = net::Resolver::New(realm.loop(), {timeout, tries, max_timeout}, &status);
    if (resolver == nullptr) {
      return Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION, std::string("ares_init_options: ") + StatusName(status));
    }
    return js::MakeGc<ResolverObject>(realm.isolate(), realm, resolver);
  }

  void Query(js::This self, const std::string& name, int32_t type, Callback callback) {
    if (resolver_ == nullptr) return;
    resolver_->Query(name.c_str(), type, std::make_unique<Answer>(realm_, self.object, std::move(callback)));
  }
  // False: no numeric address.
  bool Reverse(js::This self, const std::string& address, Callback callback) {
    if (resolver_ == nullptr) return true;
    return resolver_->Reverse(address.c_str(), std::make_unique<Answer>(realm_, self.object, std::move(callback)));
  }
  void Cancel() {
    if (resolver_ != nullptr) resolver_->Cancel();
  }
  // [address, port, ...]
  js::Value GetServers(v8::Isolate* isolate) {
    std::vector<js::Value> values;
    for (const net::DnsServer& server : resolver_ == nullptr ? std::vector<net::DnsServer>() : resolver_->Servers()) {
      values.push_back(js::Literal(isolate, server.address));
      values.push_back(v8::Integer::New(isolate, server.port));
    }
    return v8::Array::New(isolate, values.data(), values.size());
  }
  // undefined, or what was wrong: 'pending' for queries under way
  std::optional<std::string> SetServers(const std::vector<std::string>& addresses, const std::vector<int32_t>& ports) {
    if (resolver_ == nullptr) return std::nullopt;
    if (resolver_->pending() != 0) return "pending";
    std::vector<net::DnsServer> servers;
    for (size_t i = 0; i < addresses.size() && i < ports.size(); i++) servers.push_back({addresses[i], ports[i]});
    const int status = resolver_->SetServers(servers);
    if (status == ARES_SUCCESS) return std::nullopt;
    return ares_strerror(status);
  }
  void SetLocalAddress(const std::optional<std::string>& ipv4, const std::optional<std::string>& ipv6) {
    if (resolver_ == nullptr) return;
    resolver_->SetLocalAddress(ipv4 ? ipv4->c_str() : nullptr, ipv6 ? ipv6->c_str() : nullptr);
  }

  void OnResolverClosed() override { resolver_ = nullptr; }

 private:
  Realm& realm_;
  net::Resolver* resolver_;
};

using R = ResolverObject;
const js::Row kResolverRows[] = {
    js::Method<&R::Query>("query"),           js::Method<&R::Reverse>("reverse"),
    js::Method<&R::Cancel>("cancel"),         js::Method<&R::GetServers>("getServers"),
    js::Method<&R::SetServers>("setServers"), js::Method<&R::SetLocalAddress>("setLocalAddress"),
};
const js::ClassSpec ResolverObject::kClass = js::GcClass<ResolverObject::New>("ChannelWrap", kResolverRows);

const js::Row kRows[] = {js::Class<ResolverObject>("Resolver")};

}  // namespace

extern const js::BindingSpec kBinding_resolver;
const js::BindingSpec kBinding_resolver = {"resolver", kRows};

}  // namespace phasor::bindings
