#include "net/lookup.h"

#include <netdb.h>
#include <sys/socket.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace phasor::net {
namespace {

int TranslateEai(int code) {
  switch (code) {
    case EAI_ADDRFAMILY: return UV_EAI_ADDRFAMILY;
    case EAI_AGAIN: return UV_EAI_AGAIN;
    case EAI_BADFLAGS: return UV_EAI_BADFLAGS;
    case EAI_FAIL: return UV_EAI_FAIL;
    case EAI_FAMILY: return UV_EAI_FAMILY;
    case EAI_MEMORY: return UV_EAI_MEMORY;
    case EAI_NODATA: return UV_EAI_NODATA;
    case EAI_NONAME: return UV_EAI_NONAME;
    case EAI_OVERFLOW: return UV_EAI_OVERFLOW;
    case EAI_SERVICE: return UV_EAI_SERVICE;
    case EAI_SOCKTYPE: return UV_EAI_SOCKTYPE;
    case EAI_SYSTEM: return -errno;
    default: return UV_EAI_FAIL;
  }
}

}  // namespace

Result<std::vector<FoundAddress>> LookUp(const std::string& host, int family, int flags) {
  addrinfo hints{};
  hints.ai_family = family == 4 ? AF_INET : family == 6 ? AF_INET6 : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* list = nullptr;
  const int status = getaddrinfo(host.c_str(), nullptr, &hints, &list);
  if (status != 0) return Error::System(TranslateEai(status), "getaddrinfo");
  std::vector<FoundAddress> found;
  for (const addrinfo* item = list; item != nullptr; item = item->ai_next) {
    char text[INET6_ADDRSTRLEN + 1] = "";
    const bool is_v4 = item->ai_family == AF_INET;
    if (is_v4) uv_ip4_name(reinterpret_cast<const sockaddr_in*>(item->ai_addr), text, sizeof text);
    else if (item->ai_family == AF_INET6) uv_ip6_name(reinterpret_cast<const sockaddr_in6*>(item->ai_addr), text, sizeof text);
    else continue;
    const auto same = [&text](const FoundAddress& other) { return other.address == text; };
    if (std::none_of(found.begin(), found.end(), same)) found.push_back({text, is_v4 ? 4 : 6});
  }
  freeaddrinfo(list);
  return found;
}

Result<Service> LookUpService(const std::string& address, int port) {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_in);
  int status;
  if (address.find(':') == std::string::npos) {
    status = uv_ip4_addr(address.c_str(), port, reinterpret_cast<sockaddr_in*>(&storage));
  } else {
    status = uv_ip6_addr(address.c_str(), port, reinterpret_cast<sockaddr_in6*>(&storage));
    length = sizeof(sockaddr_in6);
  }
  if (status != 0) return Error::System(status, "getnameinfo");
  char host[NI_MAXHOST], service[NI_MAXSERV];
  status = getnameinfo(reinterpret_cast<sockaddr*>(&storage), length, host, sizeof host, service, sizeof service, NI_NAMEREQD);
  if (status != 0) return Error::System(TranslateEai(status), "getnameinfo");
  return Service{host, service};
}

}  // namespace phasor::net
