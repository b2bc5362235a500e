// binding('http2').Session: an http2::Session between a transport and JavaScript. Callers: lib/internal/http2/session.js.
//
// Two transports: a StreamHandle, whose reading it takes over (attach), or a JavaScript Duplex, whose bytes come by receive()
// and go by the handler onOutput. Frames leave at the end of the read that caused them, after ticks and microtasks, or with the
// realm's deferred list. The object lives until JavaScript calls close(), at most until the realm's teardown.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/stream.h"
#include "http2/session.h"
#include "js/class.h"
#include "runtime/callback.h"

namespace phasor::bindings {

class Http2Session final : public js::Shell, public net::StreamListener {
 public:
  static const js::ClassSpec kClass;
  // numbers: as enum OptionIndex in http2.cc, NaN takes the default. custom: ids of remote settings to remember.
  static Http2Session* New(runtime::Realm& realm, v8::Local<v8::Object> owner, bool server, std::vector<double> numbers,
                           std::vector<uint32_t> custom);
  ~Http2Session() override;

  // ---- transport ----
  int32_t Attach(StreamHandle* handle);
  void Receive(const js::PinnedBytes& bytes);
  // The Duplex has taken what onOutput gave it.
  void OutputDone();
  // Sends what is ready now, whether or not the transport keeps up. For the end of a session.
  void FlushAll();
  void Close();

  // ---- connection: 0 or a negative nghttp2 error ----
  int32_t Settings(std::vector<uint32_t> list);
  int32_t Ping(const js::Bytes& payload);
  int32_t Goaway(uint32_t code, int32_t last_stream, std::optional<js::PinnedBytes> opaque);
  int32_t Terminate(uint32_t code);
  int32_t Altsvc(int32_t stream, v8::Local<v8::String> origin, v8::Local<v8::String> value);
  int32_t Origin(std::vector<std::string> origins);
  int32_t SetNextStreamId(int32_t id) { return session_.SetNextStreamId(id); }
  int32_t SetLocalWindowSize(int32_t size);
  double BytesSent() const { return static_cast<double>(session_.statistics().bytes_sent); }
  // What waits in the streams' queues and in the transport.
  double PendingBytes() const;
  std::vector<double> State() const;
  std::vector<double> StatisticsList() const;
  // [id, value, ...]
  std::vector<uint32_t> LocalSettings() const { return session_.LocalSettings(); }
  std::vector<uint32_t> RemoteSettings() const { return session_.RemoteSettings(); }

  // ---- streams ----
  int32_t Request(v8::Local<v8::String> block, bool body, bool trailers);
  int32_t Respond(int32_t stream, v8::Local<v8::String> block, bool body, bool trailers);
  int32_t Info(int32_t stream, v8::Local<v8::String> block);
  int32_t Trailers(int32_t stream, v8::Local<v8::String> block);
  int32_t Push(int32_t stream, v8::Local<v8::String> block);
  // A string goes as UTF-8. The event kWritten follows.
  int32_t Write(int32_t stream, js::Value chunk);
  int32_t Writev(int32_t stream, std::vector<js::Value> chunks);
  int32_t End(int32_t stream);
  int32_t Reset(int32_t stream, uint32_t code);
  void SetReading(int32_t stream, bool reading);
  bool HasStream(int32_t stream) const { return session_.HasStream(stream); }
  // [state, localClose, remoteClose, localWindowSize], empty for a stream that is gone
  std::vector<double> StreamState(int32_t stream) const;

  // net::StreamListener
  void OnStreamRead(std::string_view bytes) override;
  void OnStreamEnd(int status) override;
  void OnStreamDrained(int status) override;
  void OnStreamClosed() override;

 private:
  enum class Force : uint8_t { kNo, kYes };
  // Keeps the session while it may call JavaScript, which may call close().
  class Busy;
  Http2Session(runtime::Realm& realm, v8::Local<v8::Object> owner, http2::Options options);
  int32_t Submitted(int32_t status);
  int32_t Enqueue(int32_t stream, v8::Local<v8::Value> chunk, bool notify);
  void Run(std::string_view input);
  void Deliver(std::string_view input);
  v8::Local<v8::Array> EventList(const std::vector<http2::Event>& events, size_t data_start);
  void Flush(Force force);
  void FlushToHandle(Force force);
  void FlushToDuplex(Force force);
  void ScheduleFlush();
  bool TransportIsBusy() const;
  void Detach();
  // False: the handler threw; the error has been reported.
  bool Emit(int handler, int argc, v8::Local<v8::Value>* argv);
  static void FlushScheduled();

  runtime::Realm& realm_;
  http2::Session session_;
  StreamHandle* handle_ = nullptr;
  v8::Global<v8::Object> owner_;
  runtime::AsyncContext context_;
  std::string pending_input_;    // what came while events were being delivered
  int busy_ = 0;                 // Busy objects; close() leaves the deleting to the last
  bool running_ = false;         // inside Run(): whoever calls now leaves the rest to it
  bool closed_ = false;
  bool flush_scheduled_ = false;
  bool output_pending_ = false;  // the Duplex has not taken the last output yet
};

}  // namespace phasor::bindings
