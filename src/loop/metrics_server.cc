#include "loop/metrics_server.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "loop/metric_families.h"

namespace phasor::loop {

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMaxHead = 8192;
constexpr size_t kMaxClients = 64;
constexpr auto kPatience = std::chrono::seconds(5);
constexpr const char* kPrometheusType = "text/plain; version=0.0.4; charset=utf-8";
constexpr const char* kJsonType = "application/json; charset=utf-8";

std::string Response(const char* status, const char* type, const std::string& body, bool head_only) {
  std::string text = std::string("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n";
  if (std::string_view(status).starts_with("405")) text += "Allow: GET, HEAD\r\n";
  return text + "\r\n" + (head_only ? std::string() : body);
}

// The value of a header field; empty if there is none.
std::string_view FieldOf(std::string_view head, std::string_view name) {
  for (size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' && strncasecmp(line.data(), name.data(), name.size()) == 0) {
      return line.substr(name.size() + 1);
    }
  }
  return {};
}

// Prometheus itself asks for text first; a client that names JSON and no text wants that.
bool PrefersJson(std::string_view accept) {
  return accept.find("application/json") != std::string_view::npos && accept.find("text/") == std::string_view::npos;
}

struct Address {
  std::string host, port;
};
Address SplitAddress(const std::string& text) {
  const size_t colon = text.rfind(':');
  Address address{colon == std::string::npos ? "" : text.substr(0, colon),
                  colon == std::string::npos ? text : text.substr(colon + 1)};
  if (address.host.starts_with('[') && address.host.ends_with(']')) address.host = address.host.substr(1, address.host.size() - 2);
  if (address.host.empty()) address.host = "127.0.0.1";
  return address;
}

bool IsPort(const std::string& text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string::npos && std::stoi(text) <= 65535;
}

// A listening socket, or a negative errno.
int Listen(const addrinfo& info) {
  const int fd = socket(info.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -errno;
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, info.ai_addr, info.ai_addrlen) == 0 && listen(fd, 16) == 0) return fd;
  const int error = errno;
  close(fd);
  return -error;
}

std::string UrlOf(int fd) {
  sockaddr_storage name;
  socklen_t size = sizeof name;
  char host[NI_MAXHOST], port[NI_MAXSERV];
  auto* address = reinterpret_cast<sockaddr*>(&name);
  if (getsockname(fd, address, &size) != 0) return {};
  if (getnameinfo(address, size, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) != 0) return {};
  const bool v6 = name.ss_family == AF_INET6;
  return std::string("http://") + (v6 ? "[" : "") + host + (v6 ? "]:" : ":") + port + "/metrics";
}

}  // namespace

std::string MetricsResponse(std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const std::string_view method = line.substr(0, line.find(' '));
  if (method != "GET" && method != "HEAD") {
    return Response("405 Method Not Allowed", kPrometheusType, "Method Not Allowed\n", false);
  }
  const bool head_only = method == "HEAD";
  std::string_view path = line.size() > method.size() ? line.substr(method.size() + 1) : std::string_view();
  path = path.substr(0, path.find_first_of(" ?"));
  const bool is_json = path == "/metrics.json" || (path == "/metrics" && PrefersJson(FieldOf(head, "accept")));
  if (is_json) return Response("200 OK", kJsonType, ToJson(ReadMetricFamilies()), head_only);
  if (path == "/metrics") return Response("200 OK", kPrometheusType, ToPrometheus(ReadMetricFamilies()), head_only);
  return Response("404 Not Found", kPrometheusType, "The figures are at /metrics\n", head_only);
}

// ---- one connection: reads a head, writes a response, is closed ----

struct MetricsServer::Client {
  explicit Client(int descriptor) : fd(descriptor), deadline(Clock::now() + kPatience) {}
  ~Client() { close(fd); }
  Client(const Client&) = delete;

  short events() const { return out.empty() ? POLLIN : POLLOUT; }

  // Whether the connection goes on.
  bool Advance() {
    if (out.empty() && !Read()) return false;
    return out.empty() || Write();
  }

  bool Read() {
    char bytes[2048];
    const ssize_t size = recv(fd, bytes, sizeof bytes, 0);
    if (size <= 0) return size < 0 && (errno == EAGAIN || errno == EINTR);
    in.append(bytes, static_cast<size_t>(size));
    const size_t end = in.find("\r\n\r\n");
    if (end != std::string::npos) out = MetricsResponse(std::string_view(in).substr(0, end));
    else if (in.size() > kMaxHead) out = Response("431 Request Header Fields Too Large", kPrometheusType, "", false);
    return true;
  }

  bool Write() {
    const ssize_t size = send(fd, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
    if (size < 0) return errno == EAGAIN || errno == EINTR;
    sent += static_cast<size_t>(size);
    if (sent < out.size()) return true;
    shutdown(fd, SHUT_WR);
    return false;
  }

  const int fd;
  const Clock::time_point deadline;
  std::string in, out;
  size_t sent = 0;
};

// ---- the server ----

Result<std::unique_ptr<MetricsServer>> MetricsServer::Start(const std::string& text) {
  auto failed = [&](const std::string& why) { return Error::Plain("cannot serve metrics at " + text + ": " + why); };
  const Address address = SplitAddress(text);
  if (!IsPort(address.port)) return failed("the port must be a number from 0 to 65535");
  addrinfo hints = {};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int status = getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found); status != 0) {
    return failed(gai_strerror(status));
  }
  const int listener = Listen(*found);
  freeaddrinfo(found);
  if (listener < 0) return failed(std::strerror(-listener));
  const int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::unique_ptr<MetricsServer> server(new MetricsServer(listener, wake));
  server->url_ = UrlOf(listener);
  server->thread_ = std::thread([self = server.get()] { self->Serve(); });
  return server;
}

MetricsServer::MetricsServer(int listener, int wake) : listener_(listener), wake_(wake) {}

MetricsServer::~MetricsServer() {
  eventfd_write(wake_, 1);
  thread_.join();
  close(listener_);
  close(wake_);
}

void MetricsServer::Accept() {
  const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd >= 0) clients_.push_back(std::make_unique<Client>(fd));
  // Out of descriptors: the connection stays in the queue and must not make this thread spin.
  else if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

void MetricsServer::Serve() {
  pthread_setname_np(pthread_self(), "metrics");
  for (;;) {
    std::vector<pollfd> polled = {{wake_, POLLIN, 0}};
    polled.push_back({clients_.size() < kMaxClients ? listener_ : -1, POLLIN, 0});
    for (auto& client : clients_) polled.push_back({client->fd, client->events(), 0});
    const int timeout = clients_.empty() ? -1 : 1000;  // for the deadlines
    if (poll(polled.data(), polled.size(), timeout) < 0 && errno != EINTR) return;
    if (polled[0].revents != 0) return;
    const auto now = Clock::now();
    size_t at = 2;
    std::erase_if(clients_, [&](auto& client) {
      const bool ready = polled[at++].revents != 0;
      return client->deadline < now || (ready && !client->Advance());
    });
    if (polled[1].revents != 0) Accept();
  }
}

}  // namespace phasor::loop
