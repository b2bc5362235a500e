// JSON texts written without V8: reports, figures and traces of threads that have no isolate.
#pragma once

#include <string>
#include <string_view>

namespace phasor {

// `text` (UTF-8, taken as it is) as a JSON string with its quotes (RFC 8259, section 7). "<" is escaped, so that it can stand in
// HTML.
std::string JsonString(std::string_view text);

}  // namespace phasor
