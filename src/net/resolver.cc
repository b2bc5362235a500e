// c-ares' successors of ares_get_servers_ports() and its kin take texts, and drop link-local addresses without an interface.
#define CARES_NO_DEPRECATED
#include "net/resolver.h"

#include <arpa/inet.h>
#include <netdb.h>

#include <cstring>
#include <mutex>
#include <utility>

#include "base/check.h"

namespace phasor::net {
namespace {

std::string ToText(int family, const void* address) {
  char text[INET6_ADDRSTRLEN] = "";
  uv_inet_ntop(family, address, text, sizeof text);
  return text;
}

std::vector<std::string> Texts(const ares_dns_rr_t* rr, ares_dns_rr_key_t key) {
  std::vector<std::string> texts;
  const size_t count = ares_dns_rr_get_abin_cnt(rr, key);
  for (size_t i = 0; i < count; i++) {
    size_t length = 0;
    const unsigned char* bytes = ares_dns_rr_get_abin(rr, key, i, &length);
    texts.emplace_back(reinterpret_cast<const char*>(bytes), length);
  }
  return texts;
}

DnsValue ValueOf(const ares_dns_rr_t* rr, ares_dns_rr_key_t key) {
  size_t length = 0;
  switch (ares_dns_rr_key_datatype(key)) {
    case ARES_DATATYPE_INADDR: return ToText(AF_INET, ares_dns_rr_get_addr(rr, key));
    case ARES_DATATYPE_INADDR6: return ToText(AF_INET6, ares_dns_rr_get_addr6(rr, key));
    case ARES_DATATYPE_U8: return uint32_t{ares_dns_rr_get_u8(rr, key)};
    case ARES_DATATYPE_U16: return uint32_t{ares_dns_rr_get_u16(rr, key)};
    case ARES_DATATYPE_U32: return uint32_t{ares_dns_rr_get_u32(rr, key)};
    case ARES_DATATYPE_NAME:
    case ARES_DATATYPE_STR: {
      const char* text = ares_dns_rr_get_str(rr, key);
      return std::string(text == nullptr ? "" : text);
    }
    case ARES_DATATYPE_BINP: {
      const unsigned char* bytes = ares_dns_rr_get_bin(rr, key, &length);
      return std::string(reinterpret_cast<const char*>(bytes), length);
    }
    case ARES_DATATYPE_BIN: {
      const unsigned char* bytes = ares_dns_rr_get_bin(rr, key, &length);
      return std::vector<uint8_t>(bytes, bytes + length);
    }
    case ARES_DATATYPE_ABINP: return Texts(rr, key);
    case ARES_DATATYPE_OPT: break;  // no record that is answered has options
  }
  return std::string();
}

std::vector<DnsRecord> RecordsOf(const ares_dns_record_t* answer) {
  std::vector<DnsRecord> records;
  const size_t count = ares_dns_record_rr_cnt(answer, ARES_SECTION_ANSWER);
  for (size_t i = 0; i < count; i++) {
    const ares_dns_rr_t* rr = ares_dns_record_rr_get_const(answer, ARES_SECTION_ANSWER, i);
    const ares_dns_rec_type_t type = ares_dns_rr_get_type(rr);
    DnsRecord record{type, ares_dns_rr_get_ttl(rr), {}};
    size_t keys = 0;
    const ares_dns_rr_key_t* key = ares_dns_rr_get_keys(type, &keys);
    for (size_t k = 0; k < keys; k++) record.values.push_back(ValueOf(rr, key[k]));
    records.push_back(std::move(record));
  }
  return records;
}

template <class Uv>
struct UvStorage {
  Uv uv_storage;
};

}  // namespace

// Wakes the resolver for its next retry or timeout.
class Resolver::Timer final : private UvStorage<uv_timer_t>, public loop::Handle {
 public:
  Timer(loop::Loop& loop, Resolver* resolver) : loop::Handle(loop, Init(loop, this)), resolver_(resolver) { Unref(); }
  void Forget() { resolver_ = nullptr; }
  void Start(uint64_t milliseconds) { if (is_open()) uv_timer_start(&uv_storage, OnUvTimer, milliseconds, 0); }
  void Stop() { if (is_open()) uv_timer_stop(&uv_storage); }

 private:
  static uv_handle_t* Init(loop::Loop& loop, UvStorage<uv_timer_t>* storage) {
    CHECK(uv_timer_init(loop.uv(), &storage->uv_storage) == 0);
    return reinterpret_cast<uv_handle_t*>(&storage->uv_storage);
  }
  static void OnUvTimer(uv_timer_t* timer) {
    auto* self = static_cast<Timer*>(static_cast<loop::Handle*>(timer->data));
    loop::TimerScope scope(self->loop().phases());
    if (self->resolver_ != nullptr) self->resolver_->Process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
  }
  void OnClosed() override {
    if (resolver_ != nullptr) resolver_->timer_ = nullptr;
  }
  Resolver* resolver_;
};

// One of c-ares's sockets.
class Resolver::Poll final : private UvStorage<uv_poll_t>, public loop::Handle {
 public:
  Poll(Resolver* resolver, ares_socket_t socket)
      : loop::Handle(resolver->loop(), Init(resolver->loop(), this, socket)), resolver_(resolver), socket_(socket) {
    Unref();
  }
  void Forget() { resolver_ = nullptr; }
  void Start(int events) { if (is_open()) uv_poll_start(&uv_storage, events, OnUvPoll); }

 private:
  static uv_handle_t* Init(loop::Loop& loop, UvStorage<uv_poll_t>* storage, ares_socket_t socket) {
    CHECK(uv_poll_init_socket(loop.uv(), &storage->uv_storage, socket) == 0);
    return reinterpret_cast<uv_handle_t*>(&storage->uv_storage);
  }
  static void OnUvPoll(uv_poll_t* poll, int status, int events) {
    auto* self = static_cast<Poll*>(static_cast<loop::Handle*>(poll->data));
    if (self->resolver_ == nullptr) return;
    const ares_socket_t socket = self->socket_;
    // After an error both are tried: c-ares finds out what it was.
    self->resolver_->Process(status < 0 || (events & UV_READABLE) ? socket : ARES_SOCKET_BAD,
                             status < 0 || (events & UV_WRITABLE) ? socket : ARES_SOCKET_BAD);
  }
  void OnClosed() override {
    if (resolver_ != nullptr) resolver_->polls_.erase(socket_);
  }
  Resolver* resolver_;
  const ares_socket_t socket_;
};

uv_handle_t* Resolver::InitAsync(loop::Loop& loop, internal::ResolverStorage* storage) {
  CHECK(uv_async_init(loop.uv(), &storage->uv_async, OnUvAsync) == 0);
  return reinterpret_cast<uv_handle_t*>(&storage->uv_async);
}

Resolver::Resolver(loop::Loop& loop) : loop::Handle(loop, InitAsync(loop, this)), timer_(new Timer(loop, this)) { Unref(); }

Resolver* Resolver::New(loop::Loop& loop, const Options& options, int* status) {
  static std::once_flag once;
  std::call_once(once, [] { ares_library_init(ARES_LIB_INIT_ALL); });
  auto* resolver = new Resolver(loop);
  *status = resolver->Init(options);
  if (*status == ARES_SUCCESS) return resolver;
  resolver->Close();
  return nullptr;
}

int Resolver::Init(const Options& options) {
  ares_options ares{};
  ares.flags = ARES_FLAG_NOCHECKRESP;
  ares.sock_state_cb = OnAresSocketState;
  ares.sock_state_cb_data = this;
  ares.timeout = options.timeout;
  ares.tries = options.tries;
  ares.maxtimeout = options.max_timeout;
  ares.qcache_max_ttl = 0;  // who asks twice wants two answers
  int mask = ARES_OPT_FLAGS | ARES_OPT_SOCK_STATE_CB | ARES_OPT_TRIES | ARES_OPT_QUERY_CACHE;
  if (options.timeout >= 0) mask |= ARES_OPT_TIMEOUTMS;
  if (options.max_timeout > 0) mask |= ARES_OPT_MAXTIMEOUTMS;
  return ares_init_options(&channel_, &ares, mask);
}

void Resolver::OnClosed() {
  closing_ = true;
  if (timer_ != nullptr) {
    timer_->Forget();
    timer_->Close();
  }
  for (auto& [socket, poll] : polls_) {
    poll->Forget();
    poll->Close();
  }
  polls_.clear();
  if (channel_ != nullptr) ares_destroy(channel_);
  finished_.clear();
  if (owner_ != nullptr) owner_->OnResolverClosed();
}

Resolver::Request* Resolver::Begin(std::unique_ptr<DnsCompletion> done) {
  under_way_++;
  auto* request = new Request{this, std::move(done), 0, {}};
  return request;
}

void Resolver::Query(const char* name, int type, std::unique_ptr<DnsCompletion> done) {
  ares_query_dnsrec(channel_, name, ARES_CLASS_IN, static_cast<ares_dns_rec_type_t>(type), OnAresRecord,
                    Begin(std::move(done)), nullptr);
  Update();
}

bool Resolver::Reverse(const char* address, std::unique_ptr<DnsCompletion> done) {
  unsigned char bytes[16];
  int family = AF_INET;
  int length = 4;
  if (uv_inet_pton(AF_INET, address, bytes) != 0) {
    if (uv_inet_pton(AF_INET6, address, bytes) != 0) return false;
    family = AF_INET6;
    length = 16;
  }
  ares_gethostbyaddr(channel_, bytes, length, family, OnAresHost, Begin(std::move(done)));
  Update();
  return true;
}

void Resolver::OnAresRecord(void* argument, ares_status_t status, size_t, const ares_dns_record_t* answer) {
  std::unique_ptr<Request> request(static_cast<Request*>(argument));
  if (status == ARES_SUCCESS && answer != nullptr) request->records = RecordsOf(answer);
  Finish(std::move(request), status);
}

void Resolver::OnAresHost(void* argument, int status, int, hostent* host) {
  std::unique_ptr<Request> request(static_cast<Request*>(argument));
  if (status == ARES_SUCCESS && host != nullptr) {
    for (char** name = host->h_aliases; *name != nullptr; name++) {
      request->records.push_back({ARES_REC_TYPE_PTR, 0, {std::string(*name)}});
    }
    if (request->records.empty()) request->records.push_back({ARES_REC_TYPE_PTR, 0, {std::string(host->h_name)}});
  }
  Finish(std::move(request), status);
}

void Resolver::Finish(std::unique_ptr<Request> request, int status) {
  Resolver* self = request->resolver;
  self->under_way_--;
  if (self->closing_) return;
  request->status = status;
  self->finished_.push_back(std::move(request));
  // c-ares may answer at once, inside Query() or Cancel(): JavaScript is told in the poll phase all the same.
  if (!self->processing_) uv_async_send(&self->uv_async);
}

void Resolver::OnUvAsync(uv_async_t* async) {
  auto* self = static_cast<Resolver*>(static_cast<loop::Handle*>(async->data));
  self->Deliver();
}

void Resolver::Process(ares_socket_t readable, ares_socket_t writable) {
  if (!is_open()) return;
  processing_ = true;
  ares_process_fd(channel_, readable, writable);
  processing_ = false;
  Deliver();
}

void Resolver::Deliver() {
  auto finished = std::exchange(finished_, {});
  Update();
  for (auto& request : finished) request->done->Run(request->status, request->records);
}

// Sets the timer and what keeps the loop alive to what is under way now.
void Resolver::Update() {
  if (!is_open()) return;
  if (under_way_ == 0 && finished_.empty()) Unref();
  else Ref();
  timeval wait;
  if (under_way_ == 0 || ares_timeout(channel_, nullptr, &wait) == nullptr) {
    timer_->Stop();
    return;
  }
  // Rounded up, so that the time is over when the timer fires.
  timer_->Start(static_cast<uint64_t>(wait.tv_sec) * 1000 + static_cast<uint64_t>(wait.tv_usec + 999) / 1000);
}

void Resolver::OnAresSocketState(void* argument, ares_socket_t socket, int readable, int writable) {
  auto* self = static_cast<Resolver*>(argument);
  if (!self->is_open()) return;
  auto found = self->polls_.find(socket);
  if (!readable && !writable) {
    if (found == self->polls_.end()) return;
    found->second->Forget();
    found->second->Close();
    self->polls_.erase(found);
    return;
  }
  if (found == self->polls_.end()) found = self->polls_.emplace(socket, new Poll(self, socket)).first;
  found->second->Start((readable ? UV_READABLE : 0) | (writable ? UV_WRITABLE : 0));
}

std::vector<DnsServer> Resolver::Servers() const {
  std::vector<DnsServer> servers;
  ares_addr_port_node* list = nullptr;
  if (ares_get_servers_ports(channel_, &list) != ARES_SUCCESS) return servers;
  for (const ares_addr_port_node* node = list; node != nullptr; node = node->next) {
    char text[INET6_ADDRSTRLEN] = "";
    ares_inet_ntop(node->family, &node->addr, text, sizeof text);
    servers.push_back({text, node->udp_port});
  }
  ares_free_data(list);
  return servers;
}

int Resolver::SetServers(const std::vector<DnsServer>& servers) {
  std::vector<ares_addr_port_node> nodes(servers.size());
  for (size_t i = 0; i < servers.size(); i++) {
    ares_addr_port_node& node = nodes[i];
    node.udp_port = node.tcp_port = servers[i].port;
    node.next = i + 1 < nodes.size() ? &nodes[i + 1] : nullptr;
    node.family = servers[i].address.find(':') == std::string::npos ? AF_INET : AF_INET6;
    if (uv_inet_pton(node.family, servers[i].address.c_str(), &node.addr) != 0) return ARES_EBADSTR;
  }
  return ares_set_servers_ports(channel_, nodes.empty() ? nullptr : nodes.data());
}

void Resolver::SetLocalAddress(const char* ipv4, const char* ipv6) {
  unsigned char bytes[16] = {};
  if (ipv4 != nullptr) uv_inet_pton(AF_INET, ipv4, bytes);
  uint32_t network;
  std::memcpy(&network, bytes, sizeof network);
  ares_set_local_ip4(channel_, ntohl(network));
  std::memset(bytes, 0, sizeof bytes);
  if (ipv6 != nullptr) uv_inet_pton(AF_INET6, ipv6, bytes);
  ares_set_local_ip6(channel_, bytes);
}

}  // namespace phasor::net
