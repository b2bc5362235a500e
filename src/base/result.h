// Errors as values. A function that can fail returns Result<T>; the binding layer turns the Error into the JavaScript
// error that Node documents. Two kinds: a coded error (ERR_*; from error_codes.inc) and a system failure (errno).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"

namespace phasor {

enum class ErrorCode : int {
  kNone = 0,
  kSystem,   // a system failure: `status` holds the negative errno, as libuv returns it
  kLibrary,  // a failure of OpenSSL or of a compression library: see `details`
#define V(code, type, message) k##code,
#include "base/error_codes.inc"
#undef V
};

enum class ErrorType { kError, kTypeError, kRangeError, kSyntaxError };

struct ErrorInfo {
  const char* name;     // "ERR_..."
  ErrorType type;       // JavaScript class
  const char* message;  // default message
};
const ErrorInfo& GetErrorInfo(ErrorCode code);

// What such a failure carries besides its message (documentation, "error.opensslErrorStack", "zlib: errors").
struct ErrorDetails {
  std::string code;     // "ERR_OSSL_...", "Z_DATA_ERROR"; these three are left out where empty
  std::string library;
  std::string reason;
  int number = 0;       // `errno`; left out where 0
  std::vector<std::string> stack;  // all entries of the queue, newest first
};

struct Error {
  ErrorCode code = ErrorCode::kNone;
  int status = 0;        // kSystem: negative errno
  std::string message;   // coded: empty takes the table's default; system: empty takes the errno's text
  std::string syscall;   // kSystem only
  std::optional<std::string> path;  // kSystem only, UTF-8; an empty path is one, too
  std::optional<std::string> dest;  // kSystem only, UTF-8
  std::shared_ptr<const ErrorDetails> details = nullptr;  // kLibrary only

  static Error Coded(ErrorCode code, std::string message = {}) {
    return Error{code, 0, std::move(message), {}, {}, {}};
  }
  // An Error with a message and nothing else.
  static Error Plain(std::string message) {
    Error error = Coded(ErrorCode::kLibrary, std::move(message));
    error.details = std::make_shared<ErrorDetails>();
    return error;
  }
  static Error System(int status, const char* syscall, std::optional<std::string> path = {},
                      std::optional<std::string> dest = {}) {
    return Error{ErrorCode::kSystem, status, {}, syscall, std::move(path), std::move(dest)};
  }
};

struct Unit {};

template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { CHECK(ok()); return std::get<0>(state_); }
  const T& value() const& { CHECK(ok()); return std::get<0>(state_); }
  T&& value() && { CHECK(ok()); return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  T* operator->() { return &value(); }
  Error& error() { CHECK(!ok()); return std::get<1>(state_); }
  const Error& error() const { CHECK(!ok()); return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using Value = void;
  Result() = default;
  Result(Unit) {}
  Result(Error error) : error_(std::move(error)) {}
  bool ok() const { return error_.code == ErrorCode::kNone; }
  explicit operator bool() const { return ok(); }
  Error& error() { CHECK(!ok()); return error_; }
  const Error& error() const { CHECK(!ok()); return error_; }

 private:
  Error error_;
};

}  // namespace phasor
