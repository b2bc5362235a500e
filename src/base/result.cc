#include "base/result.h"

namespace phasor {

const ErrorInfo& GetErrorInfo(ErrorCode code) {
  static constexpr ErrorInfo kInfos[] = {
      {"", ErrorType::kError, ""},
      {"", ErrorType::kError, ""},
      {"", ErrorType::kError, ""},
#define V(code, type, message) {#code, ErrorType::k##type, message},
#include "base/error_codes.inc"
#undef V
  };
  return kInfos[static_cast<int>(code)];
}

}  // namespace phasor
