#include "http/parser.h"

#include <utility>

#include "http/request_rules.h"

namespace phasor::http {
namespace {

constexpr uint16_t kLenientEverything = LENIENT_HEADERS | LENIENT_CHUNKED_LENGTH | LENIENT_KEEP_ALIVE |
                                        LENIENT_TRANSFER_ENCODING | LENIENT_VERSION | LENIENT_DATA_AFTER_CLOSE |
                                        LENIENT_OPTIONAL_LF_AFTER_CR | LENIENT_OPTIONAL_CRLF_AFTER_CHUNK |
                                        LENIENT_OPTIONAL_CR_BEFORE_LF | LENIENT_SPACES_AFTER_CHUNK_SIZE;
// As much of a request line as telling a 501 or 505 from a 400 needs.
constexpr size_t kKeptStartLine = 512;
constexpr int kStop = -1;  // llhttp: the callback failed, the parser keeps the error

}  // namespace

// llhttp's callbacks. A struct, so that the parser's private part is open to them and to nothing else.
struct LlhttpHooks {
  static Parser* Self(llhttp_t* llhttp) { return static_cast<Parser*>(llhttp->data); }

  static int OnMessageBegin(llhttp_t* llhttp) {
    Parser* self = Self(llhttp);
    self->state_ = MessageState::kHead;
    self->head_.Clear();
    self->head_bytes_ = 0;
    self->in_value_ = true;
    return 0;
  }
  static int OnMethod(llhttp_t* llhttp, const char* at, size_t length) {
    Parser* self = Self(llhttp);
    self->method_end_ = self->span_offset_ + static_cast<uint64_t>(at - self->span_begin_) + length;
    return 0;
  }
  static int OnTarget(llhttp_t* llhttp, const char* at, size_t length) {
    Parser* self = Self(llhttp);
    const uint64_t offset = self->span_offset_ + static_cast<uint64_t>(at - self->span_begin_);
    // RFC 9112 section 3: one space on each side of the target. More than one can hide a target from a proxy.
    if (self->head_.start().empty() && offset != self->method_end_ + 1 && !self->lenient_) {
      return self->Fail("HPE_INVALID_URL", "More than one space before the request target", 400);
    }
    self->target_end_ = offset + length;
    self->head_.AppendStart({at, length});
    return self->CountHeadBytes(length);
  }
  static int OnProtocol(llhttp_t* llhttp, const char* at, size_t) {
    Parser* self = Self(llhttp);
    const uint64_t offset = self->span_offset_ + static_cast<uint64_t>(at - self->span_begin_);
    if (offset > self->target_end_ + 1 && !self->lenient_ && self->protocol_fresh_) {
      return self->Fail("HPE_INVALID_CONSTANT", "More than one space after the request target", 400);
    }
    self->protocol_fresh_ = false;
    return 0;
  }
  static int OnReason(llhttp_t* llhttp, const char* at, size_t length) {
    Parser* self = Self(llhttp);
    self->head_.AppendStart({at, length});
    return self->CountHeadBytes(length);
  }
  static int OnField(llhttp_t* llhttp, const char* at, size_t length) {
    Parser* self = Self(llhttp);
    if (self->in_value_) {
      self->in_value_ = false;
      if (self->state_ == MessageState::kBody) self->BeginTrailers();
      if (self->max_fields_ != 0 && self->head_.fields().size() >= self->max_fields_) {
        return self->Fail("HPE_HEADER_OVERFLOW", "Header overflow", 431);
      }
      self->head_.BeginField();
    }
    self->head_.AppendName({at, length});
    return self->CountHeadBytes(length);
  }
  static int OnValue(llhttp_t* llhttp, const char* at, size_t length) {
    Parser* self = Self(llhttp);
    self->in_value_ = true;
    self->head_.AppendValue({at, length});
    return self->CountHeadBytes(length);
  }
  static int OnValueComplete(llhttp_t* llhttp) {
    Self(llhttp)->in_value_ = true;  // an empty value makes no OnValue
    return 0;
  }
  static int OnHeadersComplete(llhttp_t* llhttp) { return Self(llhttp)->HeadComplete(); }
  static int OnBody(llhttp_t* llhttp, const char* at, size_t length) {
    if (length != 0) Self(llhttp)->sink_->OnBody({at, length});
    return 0;
  }
  static int OnChunkExtension(llhttp_t* llhttp, const char*, size_t length) {
    Parser* self = Self(llhttp);
    self->extension_bytes_ += static_cast<uint32_t>(length);
    if (self->extension_bytes_ <= kMaxChunkExtensionBytes) return 0;
    return self->Fail("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", 413);
  }
  static int OnChunkHeader(llhttp_t* llhttp) {
    Self(llhttp)->extension_bytes_ = 0;
    return 0;
  }
  static int OnMessageComplete(llhttp_t* llhttp) {
    Parser* self = Self(llhttp);
    if (self->state_ != MessageState::kTrailers) self->head_.Clear();
    self->state_ = MessageState::kIdle;
    self->protocol_fresh_ = true;
    self->start_line_.clear();
    if (self->sink_->OnMessageEnd(self->head_) == Flow::kContinue) return 0;
    return HPE_PAUSED;
  }
};

const llhttp_settings_t& Parser::Settings(MessageKind kind) {
  static const auto make = [](MessageKind kind) {
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_message_begin = LlhttpHooks::OnMessageBegin;
    if (kind == MessageKind::kRequest) {
      settings.on_method = LlhttpHooks::OnMethod;
      settings.on_url = LlhttpHooks::OnTarget;
      settings.on_protocol = LlhttpHooks::OnProtocol;
    } else {
      settings.on_status = LlhttpHooks::OnReason;
    }
    settings.on_header_field = LlhttpHooks::OnField;
    settings.on_header_value = LlhttpHooks::OnValue;
    settings.on_header_value_complete = LlhttpHooks::OnValueComplete;
    settings.on_headers_complete = LlhttpHooks::OnHeadersComplete;
    settings.on_body = LlhttpHooks::OnBody;
    settings.on_chunk_extension_name = LlhttpHooks::OnChunkExtension;
    settings.on_chunk_extension_value = LlhttpHooks::OnChunkExtension;
    settings.on_chunk_header = LlhttpHooks::OnChunkHeader;
    settings.on_message_complete = LlhttpHooks::OnMessageComplete;
    return settings;
  };
  static const llhttp_settings_t request = make(MessageKind::kRequest);
  static const llhttp_settings_t response = make(MessageKind::kResponse);
  return kind == MessageKind::kRequest ? request : response;
}

Parser::Parser(MessageKind kind, Sink* sink) : sink_(sink), kind_(kind) {
  llhttp_init(&llhttp_, kind == MessageKind::kRequest ? HTTP_REQUEST : HTTP_RESPONSE, &Settings(kind));
  llhttp_.data = this;
}

void Parser::SetValidation(Validation validation) {
  lenient_ = validation == Validation::kInsecure;
  llhttp_.lenient_flags = lenient_ ? kLenientEverything :
                          validation == Validation::kRelaxed ? LENIENT_HEADER_VALUE_RELAXED : 0;
}

int Parser::Fail(std::string_view code, std::string reason, int status) {
  error_ = {code, std::move(reason), status};
  return kStop;
}

int Parser::CountHeadBytes(size_t bytes) {
  head_bytes_ += static_cast<uint32_t>(bytes);
  if (head_bytes_ < max_head_bytes_) return 0;
  return Fail("HPE_HEADER_OVERFLOW", "Header overflow", 431);
}

void Parser::BeginTrailers() {
  state_ = MessageState::kTrailers;
  head_.Clear();
  head_bytes_ = 0;
}

uint32_t Parser::ComputeBits() const {
  uint32_t bits = llhttp_.method;
  if (llhttp_should_keep_alive(&llhttp_)) bits |= kHeadKeepAlive;
  if (llhttp_.upgrade) bits |= kHeadUpgrade;
  if (llhttp_.flags & F_CHUNKED) bits |= kHeadChunked | kHeadHasBody;
  if (llhttp_.flags & (F_CONTENT_LENGTH | F_TRANSFER_ENCODING)) bits |= kHeadFraming;
  if (llhttp_.content_length > 0) bits |= kHeadHasBody;
  if (llhttp_.http_major != 1 || llhttp_.http_minor > 1) bits |= kHeadOtherVersion;
  else if (llhttp_.http_minor == 0) bits |= kHeadHttp10;
  for (const HeaderField& field : head_.fields()) {
    if (field.name.length == 6 && EqualsLower(head_.Name(field), "expect")) bits |= kHeadExpect;
    if (field.name.length == 4 && EqualsLower(head_.Name(field), "host")) bits |= kHeadHasHost;
  }
  return bits;
}

int Parser::HeadComplete() {
  bits_ = ComputeBits();
  if (kind_ == MessageKind::kRequest && !lenient_) {
    if (protocol_fresh_) return Fail("HPE_INVALID_VERSION", "Missing HTTP version", 400);
    if (bits_ & kHeadOtherVersion) return Fail("HPE_INVALID_VERSION", "Invalid HTTP version", 505);
    if (auto error = CheckRequestHead(head_, bits_)) {
      error_ = *std::move(error);
      return kStop;
    }
  }
  in_value_ = true;
  state_ = MessageState::kBody;
  switch (sink_->OnHead(head_)) {
    case HeadVerdict::kContinue: llhttp_.upgrade = 0; return 0;
    case HeadVerdict::kNoBody: llhttp_.upgrade = 0; return 1;
    case HeadVerdict::kUpgrade: llhttp_.upgrade = 1; return 2;
  }
  return kStop;
}

ParseResult Parser::Execute(std::string_view bytes) {
  if (state_ == MessageState::kFailed) return {ParseStatus::kError, 0};
  span_begin_ = bytes.data();
  const llhttp_errno_t status = llhttp_execute(&llhttp_, bytes.data(), bytes.size());
  if (status == HPE_OK) {
    span_offset_ += bytes.size();
    if (kind_ == MessageKind::kRequest && state_ == MessageState::kHead && start_line_.size() < kKeptStartLine) {
      start_line_.append(bytes.substr(0, kKeptStartLine - start_line_.size()));
    }
    return {ParseStatus::kOk, bytes.size()};
  }
  const char* position = llhttp_get_error_pos(&llhttp_);
  const size_t consumed = position == nullptr ? 0 : static_cast<size_t>(position - bytes.data());
  span_offset_ += consumed;
  if (status == HPE_PAUSED) return {ParseStatus::kPaused, consumed};
  if (status == HPE_PAUSED_UPGRADE) return {ParseStatus::kUpgrade, consumed};
  TakeLlhttpError(status, bytes);
  return {ParseStatus::kError, consumed};
}

ParseStatus Parser::Finish() {
  if (state_ == MessageState::kFailed) return ParseStatus::kError;
  span_begin_ = nullptr;
  const llhttp_errno_t status = llhttp_finish(&llhttp_);
  if (status == HPE_OK || status == HPE_PAUSED) return ParseStatus::kOk;
  TakeLlhttpError(status, {});
  return ParseStatus::kError;
}

void Parser::Resume() { llhttp_resume(&llhttp_); }

void Parser::TakeLlhttpError(llhttp_errno_t code, std::string_view bytes) {
  const bool in_head = state_ == MessageState::kHead || state_ == MessageState::kIdle;
  state_ = MessageState::kFailed;
  if (!error_.code.empty()) return;  // a rule of ours stopped it
  const char* reason = llhttp_get_error_reason(&llhttp_);
  error_ = {llhttp_errno_name(code), reason == nullptr ? "" : reason, 400};
  if (kind_ != MessageKind::kRequest || !in_head) return;
  if (code == HPE_INVALID_METHOD || code == HPE_INVALID_VERSION) {
    error_.status = StatusForRefusedRequestLine(RefusedLine(bytes));
  }
}

// The start line in which llhttp stopped: it begins after the last line end before that place, or in earlier spans.
std::string_view Parser::RefusedLine(std::string_view bytes) {
  const char* position = llhttp_get_error_pos(&llhttp_);
  if (position == nullptr || position < bytes.data() || position > bytes.data() + bytes.size()) return {};
  const std::string_view before = bytes.substr(0, static_cast<size_t>(position - bytes.data()));
  const size_t line_end = before.rfind('\n');
  if (line_end != std::string_view::npos) return bytes.substr(line_end + 1);
  start_line_.append(bytes.substr(0, kKeptStartLine));
  return start_line_;
}

}  // namespace phasor::http
