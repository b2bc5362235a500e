// Rules of RFC 9110 and RFC 9112 for request heads that llhttp leaves to its user. Pure functions over spans; the parser
// calls CheckRequestHead for every request unless it is lenient.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/head.h"
#include "http/parser.h"

namespace phasor::http {

// The first rule that the head breaks. `bits` as HeadBit, with the method number in the low byte.
std::optional<ParseError> CheckRequestHead(const HeaderBlock& head, uint32_t bits);

// RFC 9110 section 7.2: uri-host [ ":" port ]; empty is allowed.
bool IsValidHost(std::string_view value);
// RFC 9110 section 5.6.2.
bool IsToken(std::string_view text);

// What a request line that llhttp refused deserves: 501 for a well-formed line with an unknown method (RFC 9110 section
// 9.1), 505 for one with another protocol version (RFC 9110 section 15.6.6), else 400. `line` is the start of the
// message, complete or not.
int StatusForRefusedRequestLine(std::string_view line);

}  // namespace phasor::http
