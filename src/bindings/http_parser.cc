// binding('http').Parser: HTTP/1 messages for connections whose bytes pass through JavaScript (client, injected sockets,
// servers in classic mode). Callers: lib/internal/http. Events go to the functions given to setParserHandlers:
//   onHead(owner, bits, startText, statusCode, major, minor) -> 0 read the body, 1 no body, 2 upgrade
//   onBody(owner, start, length)   a part of the bytes that execute() was given
//   onMessageEnd(owner)            trailers() is valid during the call; true pauses
#include "bindings/http.h"

#include <utility>

namespace phasor::bindings {

namespace {

thread_local v8::Global<v8::Function> t_handlers[3];
enum Handler { kOnHead, kOnBody, kOnMessageEnd };

}  // namespace

v8::Local<v8::String> Latin1(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(text.data()), v8::NewStringType::kNormal,
                                    static_cast<int>(text.size()))
      .ToLocalChecked();  // heads are limited to far less than V8's longest string
}

v8::Local<v8::Array> FieldList(v8::Isolate* isolate, const http::HeaderBlock& head) {
  std::vector<v8::Local<v8::Value>> items;
  items.reserve(head.fields().size() * 2);
  for (const http::HeaderField& field : head.fields()) {
    items.push_back(Latin1(isolate, head.Name(field)));
    items.push_back(Latin1(isolate, head.Value(field)));
  }
  return v8::Array::New(isolate, items.data(), items.size());
}

v8::Local<v8::Object> ParseErrorObject(v8::Isolate* isolate, const http::ParseError& error) {
  auto object = v8::Object::New(isolate);
  js::SetValue(isolate, object, "code", Latin1(isolate, error.code));
  js::SetValue(isolate, object, "reason", Latin1(isolate, error.reason));
  js::SetValue(isolate, object, "status", v8::Integer::New(isolate, error.status));
  return object;
}

v8::Local<v8::Value> CallHandler(runtime::Realm& realm, v8::Local<v8::Function> handler, int argc,
                                 v8::Local<v8::Value>* argv) {
  v8::Isolate* isolate = realm.isolate();
  v8::TryCatch caught(isolate);
  caught.SetVerbose(true);
  v8::Local<v8::Value> storage = isolate->GetContinuationPreservedEmbedderData();
  v8::Local<v8::Value> undefined = v8::Undefined(isolate);
  auto result = handler->Call(realm.context(), undefined, argc, argv);
  isolate->SetContinuationPreservedEmbedderData(storage);
  return result.FromMaybe(undefined);
}

HttpParser::HttpParser(runtime::Realm& realm, std::unique_ptr<http::Parser> parser)
    : realm_(realm), parser_(std::move(parser)) {
  parser_->set_sink(this);
}

HttpParser* HttpParser::New(runtime::Realm& realm, int32_t kind, uint32_t max_head_bytes, int32_t validation,
                            uint32_t max_fields) {
  auto parser = std::make_unique<http::Parser>(
      kind == 1 ? http::MessageKind::kRequest : http::MessageKind::kResponse, nullptr);
  parser->set_max_head_bytes(max_head_bytes);
  parser->set_max_fields(max_fields);
  parser->SetValidation(static_cast<http::Validation>(validation));
  return js::MakeGc<HttpParser>(realm.isolate(), realm, std::move(parser));
}

int32_t HttpParser::Execute(v8::Local<v8::Object> owner, const js::PinnedBytes& bytes) {
  if (running_) return 0;  // a handler fed the parser that is calling it
  running_ = true;
  owner_ = owner;
  bytes_ = bytes.view();
  const http::ParseResult result = parser_->Execute(bytes_);
  running_ = false;
  owner_.Clear();
  status_ = result.status;
  return static_cast<int32_t>(result.consumed);
}

int32_t HttpParser::Finish(v8::Local<v8::Object> owner) {
  if (running_) return 0;
  running_ = true;
  owner_ = owner;
  status_ = parser_->Finish();
  running_ = false;
  owner_.Clear();
  return static_cast<int32_t>(status_);
}

v8::Local<v8::Value> HttpParser::Emit(int handler, int argc, v8::Local<v8::Value>* argv) {
  v8::Isolate* isolate = realm_.isolate();
  if (t_handlers[handler].IsEmpty() || !realm_.can_enter()) return v8::Undefined(isolate);
  return CallHandler(realm_, t_handlers[handler].Get(isolate), argc, argv);
}

http::HeadVerdict HttpParser::OnHead(const http::HeaderBlock& head) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Value> argv[] = {owner_, v8::Integer::NewFromUnsigned(isolate, parser_->bits()),
                                 Latin1(isolate, head.start()), v8::Integer::New(isolate, parser_->status_code()),
                                 v8::Integer::New(isolate, parser_->http_major()),
                                 v8::Integer::New(isolate, parser_->http_minor())};
  auto verdict = Emit(kOnHead, 6, argv);
  const int value = verdict->IsInt32() ? verdict.As<v8::Int32>()->Value() : 0;
  return value == 1 ? http::HeadVerdict::kNoBody : value == 2 ? http::HeadVerdict::kUpgrade : http::HeadVerdict::kContinue;
}

void HttpParser::OnBody(std::string_view bytes) {
  v8::Isolate* isolate = realm_.isolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Value> argv[] = {owner_, v8::Integer::New(isolate, static_cast<int>(bytes.data() - bytes_.data())),
                                 v8::Integer::New(isolate, static_cast<int>(bytes.size()))};
  Emit(kOnBody, 3, argv);
}

http::Flow HttpParser::OnMessageEnd(const http::HeaderBlock&) {
  v8::HandleScope scope(realm_.isolate());
  v8::Local<v8::Value> argv[] = {owner_};
  return Emit(kOnMessageEnd, 1, argv)->IsTrue() ? http::Flow::kPause : http::Flow::kContinue;
}

js::Value HttpParser::RawHeaders(v8::Isolate* isolate) { return FieldList(isolate, parser_->head()); }
js::Value HttpParser::TakeError(v8::Isolate* isolate) { return ParseErrorObject(isolate, parser_->error()); }

void SetParserHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_head, v8::Local<v8::Function> on_body,
                       v8::Local<v8::Function> on_message_end) {
  t_handlers[kOnHead].Reset(isolate, on_head);
  t_handlers[kOnBody].Reset(isolate, on_body);
  t_handlers[kOnMessageEnd].Reset(isolate, on_message_end);
  runtime::Realm::From(isolate).AtTeardown([] {
    for (auto& handler : t_handlers) handler.Reset();
  });
}

namespace {

const js::Row kParserRows[] = {
    js::Method<&HttpParser::Execute>("execute"),       js::Method<&HttpParser::Finish>("finish"),
    js::Method<&HttpParser::Resume>("resume"),         js::Method<&HttpParser::RawHeaders>("rawHeaders"),
    js::Method<&HttpParser::TakeError>("takeError"),   js::Getter<&HttpParser::StatusNumber>("status"),
    js::Method<&HttpParser::ShouldKeepAlive>("shouldKeepAlive"), js::Getter<&HttpParser::NeedsEof>("needsEof"),
    js::Getter<&HttpParser::State>("state"),
};

}  // namespace

const js::ClassSpec HttpParser::kClass = js::GcClass<HttpParser::New>("Parser", kParserRows);

}  // namespace phasor::bindings
