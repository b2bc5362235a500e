#include "http/request_rules.h"

#include <llhttp.h>

#include <cctype>

namespace phasor::http {
namespace {

ParseError Refuse(std::string_view code, const char* reason, int status = 400) { return {code, reason, status}; }

bool IsTokenChar(unsigned char c) {
  if (std::isalnum(c)) return true;
  return c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
}

bool IsHostChar(unsigned char c) {
  // reg-name of RFC 3986: unreserved, sub-delims and "%" of pct-encoded.
  if (std::isalnum(c)) return true;
  return c != 0 && std::string_view("-._~!$&'()*+,;=%").find(static_cast<char>(c)) != std::string_view::npos;
}

bool IsDigits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls `visit` for each element of a comma-separated list; stops at the first error it returns.
template <class Visit>
std::optional<ParseError> ForEachElement(std::string_view list, Visit visit) {
  while (true) {
    const size_t comma = list.find(',');
    const std::string_view element = Trim(list.substr(0, comma));
    if (!element.empty()) {
      if (auto error = visit(element)) return error;
    }
    if (comma == std::string_view::npos) return std::nullopt;
    list.remove_prefix(comma + 1);
  }
}

bool IsRegisteredCoding(std::string_view coding) {
  for (const std::string_view known : {"gzip", "x-gzip", "deflate", "compress", "x-compress"}) {
    if (EqualsLower(coding, known)) return true;
  }
  return false;
}

// RFC 9112 section 6.1 and 6.3: chunked comes last and once; codings nobody knows get 501. The registered compressions
// pass to the application undecoded, as Node does.
std::optional<ParseError> CheckTransferEncoding(std::string_view value, bool* seen_chunked) {
  return ForEachElement(value, [seen_chunked](std::string_view element) -> std::optional<ParseError> {
    const std::string_view coding = Trim(element.substr(0, element.find(';')));
    if (*seen_chunked) {
      return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
    }
    if (EqualsLower(coding, "chunked")) {
      if (coding.size() != element.size()) {
        return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Parameters after the chunked coding");
      }
      *seen_chunked = true;
      return std::nullopt;
    }
    if (!IsToken(coding)) return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Invalid transfer coding");
    return std::nullopt;
  });
}

std::optional<ParseError> CheckCodingsAreKnown(std::string_view value) {
  return ForEachElement(value, [](std::string_view element) -> std::optional<ParseError> {
    const std::string_view coding = Trim(element.substr(0, element.find(';')));
    if (EqualsLower(coding, "chunked") || IsRegisteredCoding(coding)) return std::nullopt;
    return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Unknown transfer coding", 501);
  });
}

// RFC 9112 section 3.2: "*" belongs to OPTIONS, authority-form with a port to CONNECT.
std::optional<ParseError> CheckTarget(std::string_view target, uint32_t method) {
  if (method == HTTP_CONNECT) {
    const size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return Refuse("HPE_INVALID_URL", "CONNECT needs host:port");
    const std::string_view port = target.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !IsDigits(port) || !IsValidHost(target)) {
      return Refuse("HPE_INVALID_URL", "Invalid port in CONNECT");
    }
    return std::nullopt;
  }
  if (target.empty() || target.front() != '*') return std::nullopt;
  if (target.size() != 1) return Refuse("HPE_INVALID_URL", "Invalid request target");
  switch (method) {
    case HTTP_GET: case HTTP_HEAD: case HTTP_POST: case HTTP_PUT: case HTTP_DELETE: case HTTP_PATCH: case HTTP_TRACE:
      return Refuse("HPE_INVALID_URL", "Only OPTIONS takes the target *");
    default:
      return std::nullopt;
  }
}

}  // namespace

bool IsToken(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (!IsTokenChar(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

bool IsValidHost(std::string_view value) {
  if (!value.empty() && value.front() == '[') {
    const size_t close = value.find(']');
    if (close == std::string_view::npos || close == 1) return false;
    for (const char c : value.substr(1, close - 1)) {
      if (!std::isxdigit(static_cast<unsigned char>(c)) && c != ':' && c != '.' && c != 'v' && c != '%') return false;
    }
    const std::string_view rest = value.substr(close + 1);
    return rest.empty() || (rest.front() == ':' && IsDigits(rest.substr(1)));
  }
  const size_t colon = value.find(':');
  for (const char c : value.substr(0, colon)) {
    if (!IsHostChar(static_cast<unsigned char>(c))) return false;
  }
  return colon == std::string_view::npos || IsDigits(value.substr(colon + 1));
}

std::optional<ParseError> CheckRequestHead(const HeaderBlock& head, uint32_t bits) {
  if (auto error = CheckTarget(head.start(), bits & 0xff)) return error;
  bool seen_host = false, seen_chunked = false, seen_coding = false;
  for (const HeaderField& field : head.fields()) {
    if (field.name.length == 4 && EqualsLower(head.Name(field), "host")) {
      // RFC 9112 section 3.2: more than one Host field, or an invalid one, MUST be answered with 400.
      if (seen_host) return Refuse("HPE_INVALID_HEADER_TOKEN", "More than one Host header");
      seen_host = true;
      if (!IsValidHost(head.Value(field))) return Refuse("HPE_INVALID_HEADER_TOKEN", "Invalid Host header");
    } else if (field.name.length == 17 && EqualsLower(head.Name(field), "transfer-encoding")) {
      seen_coding = true;
      if (auto error = CheckTransferEncoding(head.Value(field), &seen_chunked)) return error;
    }
  }
  if (!seen_coding) return std::nullopt;
  // RFC 9112 section 6.1: HTTP/1.0 has no transfer codings, such a message's framing is faulty.
  if (bits & kHeadHttp10) return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding in an HTTP/1.0 request");
  if (!seen_chunked) return Refuse("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
  for (const HeaderField& field : head.fields()) {
    if (field.name.length != 17 || !EqualsLower(head.Name(field), "transfer-encoding")) continue;
    if (auto error = CheckCodingsAreKnown(head.Value(field))) return error;
  }
  return std::nullopt;
}

int StatusForRefusedRequestLine(std::string_view line) {
  while (!line.empty() && (line.front() == '\r' || line.front() == '\n')) line.remove_prefix(1);
  line = line.substr(0, line.find('\r'));
  const size_t space = line.find(' ');
  if (space == std::string_view::npos || !IsToken(line.substr(0, space))) return 400;
  const size_t version = line.find(' ', space + 1);
  if (version == std::string_view::npos || version == space + 1) return 400;
  const std::string_view protocol = line.substr(version + 1);
  const bool is_http = protocol.size() == 8 && protocol.substr(0, 5) == "HTTP/" && IsDigits(protocol.substr(5, 1)) &&
                       protocol[6] == '.' && IsDigits(protocol.substr(7, 1));
  if (!is_http) return 400;
  return protocol == "HTTP/1.1" || protocol == "HTTP/1.0" ? 501 : 505;
}

}  // namespace phasor::http
