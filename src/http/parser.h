// HTTP/1 message parser: llhttp behind an interface of spans. It records a head in a HeaderBlock and hands body pieces,
// trailers and message ends to a Sink. No sockets, no V8; it allocates only when a head outgrows the block's memory.
// Used by the server connection, the client and the fuzz targets. Rules that RFC 9112 sets for requests and that llhttp
// leaves to its user are in request_rules.h; both answer with a ParseError that carries the status to reply with.
//
//   message states:  kIdle -> kHead -> kBody -> (kTrailers) -> kIdle        any -> kFailed (for good)
#pragma once

#include <llhttp.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/head.h"

namespace phasor::http {

enum class MessageKind : uint8_t { kRequest, kResponse };
enum class MessageState : uint8_t { kIdle, kHead, kBody, kTrailers, kFailed };

// What to do after a complete head.
enum class HeadVerdict : uint8_t {
  kContinue,  // read the body that the head announces
  kNoBody,    // the message ends here (an answer to HEAD)
  kUpgrade,   // what follows is another protocol: stop after the head
};
enum class Flow : uint8_t { kContinue, kPause };

struct ParseError {
  std::string_view code;  // "HPE_INVALID_METHOD"; static storage
  std::string reason;     // English text, as llhttp words it
  int status = 400;       // what a server answers
};

class Sink {
 public:
  virtual HeadVerdict OnHead(const HeaderBlock& head) = 0;
  virtual void OnBody(std::string_view bytes) = 0;
  // `trailers` holds fields only. kPause stops Execute behind this message.
  virtual Flow OnMessageEnd(const HeaderBlock& trailers) = 0;

 protected:
  ~Sink() = default;
};

enum class ParseStatus : uint8_t { kOk, kPaused, kUpgrade, kError };
struct ParseResult {
  ParseStatus status;
  size_t consumed;  // bytes of the span that were used
};

inline constexpr uint32_t kDefaultMaxHeadBytes = 16 * 1024;
inline constexpr uint32_t kMaxChunkExtensionBytes = 16 * 1024;

// The `httpValidation` of servers and clients. kRelaxed accepts control characters in field values, as the Fetch standard
// does; kInsecure accepts what llhttp calls lenient and leaves out request_rules.h (`insecureHTTPParser`).
enum class Validation { kStrict, kRelaxed, kInsecure };

class Parser {
 public:
  Parser(MessageKind kind, Sink* sink);
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  void set_sink(Sink* sink) { sink_ = sink; }
  // Bytes of target, field names and field values together; 0 takes the default.
  void set_max_head_bytes(uint32_t bytes) { max_head_bytes_ = bytes == 0 ? kDefaultMaxHeadBytes : bytes; }
  // Field lines of a head or of trailers; 0 sets no limit.
  void set_max_fields(uint32_t count) { max_fields_ = count; }
  void SetValidation(Validation validation);

  ParseResult Execute(std::string_view bytes);
  // The peer sent its last byte. kOk when that ends a message or lies between two.
  ParseStatus Finish();
  // Goes on after kPaused; the caller passes the rest of the span to Execute again.
  void Resume();

  const ParseError& error() const { return error_; }
  MessageState state() const { return state_; }
  // Valid from OnHead to OnMessageEnd.
  uint32_t bits() const { return bits_; }
  int status_code() const { return llhttp_.status_code; }
  int http_major() const { return llhttp_.http_major; }
  int http_minor() const { return llhttp_.http_minor; }
  bool ShouldKeepAlive() const { return llhttp_should_keep_alive(&llhttp_) != 0; }
  // True when a body is expected whose length the head does not say (responses that end with the connection).
  bool NeedsEof() const { return llhttp_message_needs_eof(&llhttp_) != 0; }
  const HeaderBlock& head() const { return head_; }

 private:
  friend struct LlhttpHooks;
  static const llhttp_settings_t& Settings(MessageKind kind);

  int Fail(std::string_view code, std::string reason, int status);
  int CountHeadBytes(size_t bytes);
  int HeadComplete();
  uint32_t ComputeBits() const;
  void BeginTrailers();
  void TakeLlhttpError(llhttp_errno_t code, std::string_view bytes);
  std::string_view RefusedLine(std::string_view bytes);

  llhttp_t llhttp_;
  Sink* sink_;
  const MessageKind kind_;
  MessageState state_ = MessageState::kIdle;
  bool lenient_ = false;
  bool in_value_ = true;         // the next field name begins a new field
  bool protocol_fresh_ = true;
  uint32_t max_head_bytes_ = kDefaultMaxHeadBytes;
  uint32_t max_fields_ = 0;
  uint32_t head_bytes_ = 0;
  uint32_t extension_bytes_ = 0;
  uint32_t bits_ = 0;
  // Offsets inside the start line that check its single spaces; counted from the message's first byte.
  const char* span_begin_ = nullptr;
  uint64_t span_offset_ = 0;
  uint64_t method_end_ = 0;
  uint64_t target_end_ = 0;
  std::string start_line_;  // the first bytes of a request, kept only to tell 400 from 501 and 505
  HeaderBlock head_;
  ParseError error_;
};

}  // namespace phasor::http
