// The two ways in which JavaScript meets src/http: Parser (http_parser.cc) for bytes that pass through JavaScript, and
// ServerConnection (http_server.cc) for connections that C++ reads and answers itself. Rows: http.cc.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bindings/stream.h"
#include "http/parser.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::bindings {

v8::Local<v8::String> Latin1(v8::Isolate* isolate, std::string_view text);
// [name, value, name, value, ...] as sent.
v8::Local<v8::Array> FieldList(v8::Isolate* isolate, const http::HeaderBlock& head);
// {code, reason, status}
v8::Local<v8::Object> ParseErrorObject(v8::Isolate* isolate, const http::ParseError& error);
// Calls what listens to a parser. An error is reported at once as uncaught, and an AsyncLocalStorage store that was entered
// ends with the call: the rest of the bytes belongs to other messages. Undefined if it threw.
v8::Local<v8::Value> CallHandler(runtime::Realm& realm, v8::Local<v8::Function> handler, int argc,
                                 v8::Local<v8::Value>* argv);

class HttpParser final : public js::GcObject, public http::Sink {
 public:
  static const js::ClassSpec kClass;
  // kind: 1 requests, 2 responses. max_head_bytes: 0 takes the default. max_fields: 0 sets no limit.
  // validation: http::Validation.
  static HttpParser* New(runtime::Realm& realm, int32_t kind, uint32_t max_head_bytes, int32_t validation, uint32_t max_fields);
  HttpParser(runtime::Realm& realm, std::unique_ptr<http::Parser> parser);

  // Bytes used; `status` tells how it ended (http::ParseStatus).
  int32_t Execute(v8::Local<v8::Object> owner, const js::PinnedBytes& bytes);
  int32_t Finish(v8::Local<v8::Object> owner);
  void Resume() { parser_->Resume(); }
  js::Value RawHeaders(v8::Isolate* isolate);
  js::Value TakeError(v8::Isolate* isolate);
  int32_t StatusNumber() const { return static_cast<int32_t>(status_); }
  int32_t State() const { return static_cast<int32_t>(parser_->state()); }
  bool ShouldKeepAlive() const { return parser_->ShouldKeepAlive(); }
  bool NeedsEof() const { return parser_->NeedsEof(); }

  // http::Sink
  http::HeadVerdict OnHead(const http::HeaderBlock& head) override;
  void OnBody(std::string_view bytes) override;
  http::Flow OnMessageEnd(const http::HeaderBlock& trailers) override;

 private:
  v8::Local<v8::Value> Emit(int handler, int argc, v8::Local<v8::Value>* argv);

  runtime::Realm& realm_;
  std::unique_ptr<http::Parser> parser_;
  v8::Local<v8::Object> owner_;  // during Execute and Finish only
  std::string_view bytes_;
  http::ParseStatus status_ = http::ParseStatus::kOk;
  bool running_ = false;
};

// One server connection in fast mode. It owns the reading of a StreamHandle from `New` to Release or the stream's end.
//
//   kReading --head--> kAnswering --Respond--> kReading         kAnswering, more bytes --> onPipelined (Release)
//   any --Release/closed/failed--> kDetached
class ServerConnection final : public js::Shell, public net::StreamListener, public http::Sink {
 public:
  static const js::ClassSpec kClass;
  static ServerConnection* New(runtime::Realm& realm, StreamHandle* handle, v8::Local<v8::Object> owner,
                               uint32_t max_head_bytes, int32_t validation, uint32_t max_fields);

  // respond(head, utf8Head, body, latin1, last): one response whose head and body are complete. 0, kPending, or a negative
  // errno.
  int32_t Respond(v8::Local<v8::String> head, bool utf8_head, js::Value body, bool latin1, bool last);
  // The response went out by other ways (the connection's net.Socket): the next request may come.
  void Answered();
  // Gives the reading back to JavaScript: a Parser that goes on where this one is; undefined from inside the parser's
  // callbacks. takeRest() has the unread bytes.
  js::Value Release(v8::Isolate* isolate);
  js::Value TakeRest(v8::Isolate* isolate);
  int32_t PauseReading();
  int32_t ResumeReading();
  // ms of the loop's clock: when the message that is being read began, or since when the connection is idle.
  double Since() const { return static_cast<double>(since_); }
  // http::MessageState while a request is read; 4 while its response is awaited.
  int32_t Activity() const;
  double Now() const { return static_cast<double>(uv_now(handle_->realm().loop().uv())); }

  // net::StreamListener
  void OnStreamRead(std::string_view bytes) override;
  void OnStreamEnd(int status) override;
  void OnStreamClosed() override;
  // http::Sink
  http::HeadVerdict OnHead(const http::HeaderBlock& head) override;
  void OnBody(std::string_view bytes) override;
  http::Flow OnMessageEnd(const http::HeaderBlock& trailers) override;

 private:
  enum class Phase : uint8_t { kReading, kAnswering, kDetached };
  enum class After : uint8_t { kNothing, kClose };
  ServerConnection(runtime::Realm& realm, StreamHandle* handle, v8::Local<v8::Object> owner);
  void Detach();
  void Parse(std::string_view bytes);
  void ScheduleFlush();
  void FlushNow();
  void CloseAfterFlush();
  v8::Local<v8::Value> Emit(int handler, int argc, v8::Local<v8::Value>* argv);
  static void FlushAll(runtime::Realm& realm);

  runtime::Realm& realm_;
  StreamHandle* handle_;
  std::unique_ptr<http::Parser> parser_;
  v8::Global<v8::Object> owner_;
  std::string rest_;
  uint64_t since_ = 0;
  Phase phase_ = Phase::kReading;
  After after_ = After::kNothing;
  bool paused_ = false;         // the parser waits behind a message
  bool reading_bytes_ = false;  // inside OnStreamRead, which flushes at its end
  bool flush_scheduled_ = false;
  bool parsing_ = false;
  bool bodyless_ = false;
  bool upgrading_ = false;
};

void SetParserHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_head, v8::Local<v8::Function> on_body,
                       v8::Local<v8::Function> on_message_end);
void SetServerHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_request, v8::Local<v8::Function> on_body,
                       v8::Local<v8::Function> on_message_end, v8::Local<v8::Function> on_end,
                       v8::Local<v8::Function> on_error, v8::Local<v8::Function> on_pipelined,
                       v8::Local<v8::Function> on_upgrade);

}  // namespace phasor::bindings
