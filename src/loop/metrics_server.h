// --metrics=HOST:PORT: the figures of all loops over HTTP, from a thread of its own that uses no V8 and no loop, so that it
// answers while JavaScript is blocked. Caller: cli/main.cc.
//
// GET and HEAD of /metrics (Prometheus text, or JSON for `Accept: application/json`) and /metrics.json. One request a
// connection; a client has five seconds for it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"

namespace phasor::loop {

// What a request gets; split off for tests. `head` is the request line and the header fields.
std::string MetricsResponse(std::string_view head);

class MetricsServer {
 public:
  // `address`: "HOST:PORT", "[::1]:9100", ":9100" or "9100" (127.0.0.1). Errors: kPlain with a text that names what is wrong.
  static Result<std::unique_ptr<MetricsServer>> Start(const std::string& address);
  ~MetricsServer();
  MetricsServer(const MetricsServer&) = delete;

  const std::string& url() const { return url_; }  // "http://127.0.0.1:9100/metrics"

 private:
  struct Client;
  MetricsServer(int listener, int wake);
  void Serve();
  void Accept();

  int listener_;
  int wake_;  // an eventfd: the thread shall end
  std::string url_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::thread thread_;
};

}  // namespace phasor::loop
