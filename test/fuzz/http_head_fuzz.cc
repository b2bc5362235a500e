// Fuzzes the HTTP/1 request parser with heads: the first byte of the input chooses the size of the pieces it arrives in. The
// report must not depend on that size.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "http/parser.h"

namespace {

struct Digest : phasor::http::Sink {
  phasor::http::HeadVerdict OnHead(const phasor::http::HeaderBlock& head) override {
    text.append(head.start()).push_back('\n');
    for (const auto& field : head.fields()) text.append(head.Name(field)).append(head.Value(field)).push_back('\n');
    return phasor::http::HeadVerdict::kContinue;
  }
  void OnBody(std::string_view bytes) override { text.append(bytes); }
  phasor::http::Flow OnMessageEnd(const phasor::http::HeaderBlock&) override {
    text.push_back('.');
    return phasor::http::Flow::kContinue;
  }
  std::string text;
};

std::string Run(std::string_view input, size_t piece) {
  Digest digest;
  phasor::http::Parser parser(phasor::http::MessageKind::kRequest, &digest);
  phasor::http::ParseStatus status = phasor::http::ParseStatus::kOk;
  for (size_t i = 0; i < input.size() && status == phasor::http::ParseStatus::kOk; i += piece) {
    status = parser.Execute(input.substr(i, piece)).status;
  }
  // A body piece of a failing span may or may not be reported before the failure; the verdict must agree.
  if (status != phasor::http::ParseStatus::kOk) return "error";
  return digest.text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  CHECK(Run(input, input.size()) == Run(input, 1 + data[0] % 64));
  return 0;
}
