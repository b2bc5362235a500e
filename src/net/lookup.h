// Name look-ups by the system's resolver (getaddrinfo, getnameinfo). Blocking: callers run them on a thread of the dns
// pool (src/bindings/dns.cc).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace phasor::net {

struct FoundAddress {
  std::string address;
  int family;  // 4 or 6
};

// `family`: 0 (both), 4 or 6. `flags`: AI_*. Addresses are in the resolver's order, each once.
// The error's status is libuv's EAI code (UV_EAI_NONAME ...), its syscall "getaddrinfo".
Result<std::vector<FoundAddress>> LookUp(const std::string& host, int family, int flags);

struct Service {
  std::string host;
  std::string service;
};
Result<Service> LookUpService(const std::string& address, int port);

}  // namespace phasor::net
