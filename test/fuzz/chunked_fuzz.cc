// Fuzzes chunked bodies: the input follows a fixed head, in pieces whose size the first byte chooses. Decoding must neither
// report more bytes than came in nor depend on the pieces.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "http/parser.h"

namespace {

struct Body : phasor::http::Sink {
  phasor::http::HeadVerdict OnHead(const phasor::http::HeaderBlock&) override {
    return phasor::http::HeadVerdict::kContinue;
  }
  void OnBody(std::string_view piece) override { bytes.append(piece); }
  phasor::http::Flow OnMessageEnd(const phasor::http::HeaderBlock&) override {
    ended = true;
    return phasor::http::Flow::kPause;
  }
  std::string bytes;
  bool ended = false;
};

void Run(std::string_view input, size_t piece, Body* body) {
  phasor::http::Parser parser(phasor::http::MessageKind::kRequest, body);
  CHECK(parser.Execute("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n").status ==
        phasor::http::ParseStatus::kOk);
  for (size_t i = 0; i < input.size(); i += piece) {
    if (parser.Execute(input.substr(i, piece)).status != phasor::http::ParseStatus::kOk) return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  Body whole, pieces;
  Run(input, input.size(), &whole);
  Run(input, 1 + data[0] % 64, &pieces);
  CHECK(whole.bytes.size() <= input.size());
  CHECK(whole.ended == pieces.ended);
  if (whole.ended) CHECK(whole.bytes == pieces.bytes);
  return 0;
}
