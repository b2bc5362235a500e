// Text that HTTP/1 responses are made of: reason phrases, the Date field, chunk framing, whole error replies. No sockets,
// no V8. The server binding appends it to a connection's cork buffer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace phasor::http {

// The reason phrase of a registered status code (RFC 9110 section 15), "" for one that is not registered.
std::string_view ReasonPhrase(int status);

// IMF-fixdate of RFC 9110 section 5.6.7, formatted once a second.
class DateCache {
 public:
  // `now_ms`: milliseconds since the epoch. The view is valid until the next call.
  std::string_view Format(int64_t now_ms);

 private:
  int64_t second_ = -1;
  char text_[32] = {};
};

inline constexpr size_t kChunkHeadMax = 18;  // 16 hex digits and CRLF
// Writes "<size in hex>\r\n" and returns its length (RFC 9112 section 7.1). `size` is above 0: zero ends the body.
size_t WriteChunkHead(char* out, uint64_t size);

// A complete reply without a body that closes the connection, as a server sends for a message it cannot parse.
std::string_view ErrorReply(int status);

}  // namespace phasor::http
