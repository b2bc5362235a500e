// DNS queries over c-ares, without V8: one channel with its servers, options and sockets. c-ares tells which sockets it
// waits for; libuv polls them. The binding (src/bindings/resolver.cc) makes JavaScript of the answers.
//
// Its life is that of a loop::Handle: Close() drops the queries that are under way unanswered, OnResolverClosed is the
// last call. It keeps the loop alive while a query is under way.
#pragma once

#include <ares.h>
#include <uv.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "loop/handle.h"
#include "loop/loop.h"

namespace phasor::net {

// A field of a record: a name, address or text; a number; bytes; texts of their own (TXT).
using DnsValue = std::variant<std::string, uint32_t, std::vector<uint8_t>, std::vector<std::string>>;

struct DnsRecord {
  int type;  // ares_dns_rec_type_t, the number on the wire
  uint32_t ttl;
  std::vector<DnsValue> values;  // in the order of c-ares's keys (ares_dns_rr_get_keys)
};

// Answers a query, at most once, in the poll phase.
class DnsCompletion {
 public:
  virtual ~DnsCompletion() = default;
  // `status`: ares_status_t. The records of the answer section, of all types.
  virtual void Run(int status, const std::vector<DnsRecord>& records) = 0;
};

class ResolverOwner {
 public:
  virtual void OnResolverClosed() = 0;

 protected:
  ~ResolverOwner() = default;
};

struct DnsServer {
  std::string address;  // numeric
  int port;
};

namespace internal {

// A base of its own because it has to exist before loop::Handle takes it over.
struct ResolverStorage {
  uv_async_t uv_async;
};

}  // namespace internal

class Resolver final : private internal::ResolverStorage, public loop::Handle {
 public:
  struct Options {
    int timeout;      // ms of the first try; negative: c-ares's own
    int tries;
    int max_timeout;  // ms; 0: none
  };
  // Null: the channel could not be made; `status` says why (ares_status_t).
  static Resolver* New(loop::Loop& loop, const Options& options, int* status);

  void set_owner(ResolverOwner* owner) { owner_ = owner; }

  void Query(const char* name, int type, std::unique_ptr<DnsCompletion> done);
  // The names of a numeric address, also those of the hosts file; answers with PTR records. False: no address.
  bool Reverse(const char* address, std::unique_ptr<DnsCompletion> done);
  // Queries under way end with ARES_ECANCELLED.
  void Cancel() { ares_cancel(channel_); }
  std::vector<DnsServer> Servers() const;
  // ares_status_t. No queries may be under way (pending() == 0).
  int SetServers(const std::vector<DnsServer>& servers);
  size_t pending() const { return ares_queue_active_queries(channel_); }
  // Numeric source addresses of later queries; null: any.
  void SetLocalAddress(const char* ipv4, const char* ipv6);

 private:
  class Timer;
  class Poll;
  struct Request {
    Resolver* resolver;
    std::unique_ptr<DnsCompletion> done;
    int status = 0;
    std::vector<DnsRecord> records;
  };

  explicit Resolver(loop::Loop& loop);
  ~Resolver() override = default;
  int Init(const Options& options);
  void OnClosed() override;
  static uv_handle_t* InitAsync(loop::Loop& loop, internal::ResolverStorage* storage);
  static void OnUvAsync(uv_async_t* async);
  static void OnAresSocketState(void* self, ares_socket_t socket, int readable, int writable);
  static void OnAresRecord(void* request, ares_status_t status, size_t timeouts, const ares_dns_record_t* answer);
  static void OnAresHost(void* request, int status, int timeouts, hostent* host);
  static void Finish(std::unique_ptr<Request> request, int status);
  Request* Begin(std::unique_ptr<DnsCompletion> done);
  void Process(ares_socket_t readable, ares_socket_t writable);
  void Deliver();
  void Update();

  ResolverOwner* owner_ = nullptr;
  ares_channel_t* channel_ = nullptr;
  Timer* timer_ = nullptr;
  std::map<ares_socket_t, Poll*> polls_;
  std::vector<std::unique_ptr<Request>> finished_;  // answered, not told yet
  size_t under_way_ = 0;
  bool processing_ = false;
  bool closing_ = false;
};

}  // namespace phasor::net
