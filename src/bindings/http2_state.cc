// binding('http2'): what JavaScript asks about sessions and streams, and the table of rows.
#include "bindings/http2.h"

namespace phasor::bindings {

namespace {

std::string ErrorText(int32_t code) { return nghttp2_strerror(code); }

}  // namespace

// In the order of the properties of session.state.
std::vector<double> Http2Session::State() const {
  nghttp2_session* session = session_.native();
  return {
      static_cast<double>(nghttp2_session_get_effective_local_window_size(session)),
      static_cast<double>(nghttp2_session_get_effective_recv_data_length(session)),
      static_cast<double>(nghttp2_session_get_next_stream_id(session)),
      static_cast<double>(nghttp2_session_get_local_window_size(session)),
      static_cast<double>(nghttp2_session_get_last_proc_stream_id(session)),
      static_cast<double>(nghttp2_session_get_remote_window_size(session)),
      static_cast<double>(nghttp2_session_get_outbound_queue_size(session)),
      static_cast<double>(nghttp2_session_get_hd_deflate_dynamic_table_size(session)),
      static_cast<double>(nghttp2_session_get_hd_inflate_dynamic_table_size(session)),
  };
}

// In the order of http2::Statistics.
std::vector<double> Http2Session::StatisticsList() const {
  const http2::Statistics& of = session_.statistics();
  return {static_cast<double>(of.bytes_received),  static_cast<double>(of.bytes_sent), static_cast<double>(of.frames_received),
          static_cast<double>(of.frames_sent), static_cast<double>(of.streams),    static_cast<double>(of.most_streams)};
}

std::vector<double> Http2Session::StreamState(int32_t id) const {
  nghttp2_session* session = session_.native();
  nghttp2_stream* stream = nghttp2_session_find_stream(session, id);
  if (id <= 0 || stream == nullptr) return {};
  return {static_cast<double>(nghttp2_stream_get_state(stream)),
          static_cast<double>(nghttp2_session_get_stream_local_close(session, id)),
          static_cast<double>(nghttp2_session_get_stream_remote_close(session, id)),
          static_cast<double>(nghttp2_session_get_stream_local_window_size(session, id))};
}

void SetHandlers(v8::Isolate* isolate, v8::Local<v8::Function> on_events, v8::Local<v8::Function> on_end,
                 v8::Local<v8::Function> on_output);

namespace {

using S = Http2Session;
const js::Row kSessionRows[] = {
    js::Method<&S::Attach>("attach"),
    js::Method<&S::Receive>("receive"),
    js::Method<&S::OutputDone>("outputDone"),
    js::Method<&S::FlushAll>("flush"),
    js::Method<&S::Close>("close"),
    js::Method<&S::Settings>("settings"),
    js::Method<&S::Ping>("ping"),
    js::Method<&S::Goaway>("goaway"),
    js::Method<&S::Terminate>("terminate"),
    js::Method<&S::Altsvc>("altsvc"),
    js::Method<&S::Origin>("origin"),
    js::Method<&S::SetNextStreamId>("setNextStreamId"),
    js::Method<&S::SetLocalWindowSize>("setLocalWindowSize"),
    js::Getter<&S::BytesSent>("bytesSent"),
    js::Getter<&S::PendingBytes>("pendingBytes"),
    js::Method<&S::State>("state"),
    js::Method<&S::StatisticsList>("statistics"),
    js::Method<&S::LocalSettings>("localSettings"),
    js::Method<&S::RemoteSettings>("remoteSettings"),
    js::Method<&S::Request>("request"),
    js::Method<&S::Respond>("respond"),
    js::Method<&S::Info>("info"),
    js::Method<&S::Trailers>("trailers"),
    js::Method<&S::Push>("push"),
    js::Method<&S::Write>("write"),
    js::Method<&S::Writev>("writev"),
    js::Method<&S::End>("end"),
    js::Method<&S::Reset>("reset"),
    js::Method<&S::SetReading>("setReading"),
    js::Method<&S::HasStream>("hasStream"),
    js::Method<&S::StreamState>("streamState"),
};

}  // namespace

const js::ClassSpec Http2Session::kClass = js::ShellClass<Http2Session::New>("Session", kSessionRows);

namespace {

const js::Row kRows[] = {
    js::Class<Http2Session>("Session"),
    js::Fn<SetHandlers>("setHandlers"),
    js::Fn<ErrorText>("errorText"),
};

}  // namespace

extern const js::BindingSpec kBinding_http2;
const js::BindingSpec kBinding_http2 = {"http2", kRows};

}  // namespace phasor::bindings
