// Fuzzes the URL parser as binding('url') uses it: an href parses to itself, its offsets are in order and inside, and
// setters leave a URL that still does.
#include <ada.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"

namespace {

void CheckStable(const ada::url_aggregator& url) {
  std::string href(url.get_href());
  auto again = ada::parse<ada::url_aggregator>(href);
  CHECK(again.has_value());
  CHECK(again->get_href() == href);
  CHECK(ada::can_parse(href));
  const ada::url_components& parts = url.get_components();
  CHECK(parts.protocol_end <= parts.username_end && parts.username_end <= parts.host_start);
  CHECK(parts.host_start <= parts.host_end && parts.host_end <= parts.pathname_start);
  CHECK(parts.pathname_start <= href.size());
  if (parts.search_start != ada::url_components::omitted) CHECK(parts.search_start <= href.size());
  if (parts.hash_start != ada::url_components::omitted) CHECK(parts.hash_start <= href.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (auto url = ada::parse<ada::url_aggregator>(input)) CheckStable(*url);
  auto base = ada::parse<ada::url_aggregator>("http://user:pass@host:8080/a/b?c#d");
  if (auto url = ada::parse<ada::url_aggregator>(input, &*base)) CheckStable(*url);
  switch (data[0] % 6) {
    case 0: base->set_protocol(input); break;
    case 1: base->set_host(input); break;
    case 2: base->set_port(input); break;
    case 3: base->set_pathname(input); break;
    case 4: base->set_search(input); break;
    default: base->set_username(input); break;
  }
  CheckStable(*base);
  return 0;
}
