#include "http2/callbacks.h"

#include <algorithm>

#include "base/check.h"
#include "http2/session.h"

namespace phasor::http2 {

namespace {

std::string_view View(nghttp2_rcbuf* buffer) {
  const nghttp2_vec vec = nghttp2_rcbuf_get_buf(buffer);
  return {reinterpret_cast<const char*>(vec.base), vec.len};
}

std::string_view View(const uint8_t* bytes, size_t length) { return {reinterpret_cast<const char*>(bytes), length}; }

// RFC 9113, section 6.5.2: what a field counts against SETTINGS_MAX_HEADER_LIST_SIZE besides its bytes.
constexpr size_t kFieldOverhead = 32;

int32_t HeadersStream(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_PUSH_PROMISE ? frame.push_promise.promised_stream_id : frame.hd.stream_id;
}

std::string Text(const std::vector<uint32_t>& numbers) {
  std::string text;
  for (uint32_t number : numbers) {
    if (!text.empty()) text.push_back(' ');
    text += std::to_string(number);
  }
  return text;
}

HeadersKind KindOf(const nghttp2_frame& frame) {
  if (frame.hd.type == NGHTTP2_PUSH_PROMISE) return HeadersKind::kRequest;
  switch (frame.headers.cat) {
    case NGHTTP2_HCAT_REQUEST: return HeadersKind::kRequest;
    case NGHTTP2_HCAT_RESPONSE: return HeadersKind::kResponse;
    case NGHTTP2_HCAT_PUSH_RESPONSE: return HeadersKind::kPush;
    default: return HeadersKind::kLater;
  }
}

}  // namespace

struct Callbacks {
  static Session* From(void* user) { return static_cast<Session*>(user); }

  static int OnBeginHeaders(nghttp2_session* native, const nghttp2_frame* frame, void* user) {
    Session* self = From(user);
    const int32_t id = HeadersStream(*frame);
    const bool opens = frame->hd.type == NGHTTP2_PUSH_PROMISE || frame->headers.cat == NGHTTP2_HCAT_REQUEST;
    if (!opens || self->Find(id) != nullptr) return 0;
    if (self->CanAddStream()) {
      self->AddStream(id);
      return 0;
    }
    // A peer that goes on opening streams though it was told to calm down is shut out.
    if (self->rejected_streams_++ > self->options_.max_rejected_streams) return NGHTTP2_ERR_CALLBACK_FAILURE;
    nghttp2_submit_rst_stream(native, NGHTTP2_FLAG_NONE, id, NGHTTP2_ENHANCE_YOUR_CALM);
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  }

  static int OnHeader(nghttp2_session* native, const nghttp2_frame* frame, nghttp2_rcbuf* name, nghttp2_rcbuf* value,
                      uint8_t flags, void* user) {
    Session* self = From(user);
    const int32_t id = HeadersStream(*frame);
    Session::Stream* stream = self->Find(id);
    if (stream == nullptr) return 0;  // was closed meanwhile
    const std::string_view name_view = View(name), value_view = View(value);
    const size_t size = name_view.size() + value_view.size() + kFieldOverhead;
    if (stream->pairs >= self->options_.max_header_pairs ||
        stream->list_size + size > stream->max_list_size) {
      nghttp2_submit_rst_stream(native, NGHTTP2_FLAG_NONE, id, NGHTTP2_ENHANCE_YOUR_CALM);
      return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }
    stream->pairs++;
    stream->list_size += size;
    stream->retained += size;
    self->retained_ += size;
    Append(&stream->fields, name_view);
    stream->fields.push_back('\0');
    stream->fields.append(value_view);
    if ((flags & NGHTTP2_NV_FLAG_NO_INDEX) != 0) Append(&stream->sensitive, name_view);
    return 0;
  }

  static void Append(std::string* joined, std::string_view text) {
    if (!joined->empty()) joined->push_back('\0');
    joined->append(text);
  }

  // Invalid fields are dropped, the rest of the block stays usable.
  static int OnInvalidHeader(nghttp2_session*, const nghttp2_frame*, nghttp2_rcbuf*, nghttp2_rcbuf*, uint8_t, void*) {
    return 0;
  }

  static int OnFrameReceived(nghttp2_session*, const nghttp2_frame* frame, void* user) {
    Session* self = From(user);
    const nghttp2_frame_hd& hd = frame->hd;
    self->statistics_.frames_received++;
    switch (hd.type) {
      case NGHTTP2_DATA: return OnData(self, hd);
      case NGHTTP2_HEADERS:
      case NGHTTP2_PUSH_PROMISE: OnHeaders(self, *frame); break;
      case NGHTTP2_SETTINGS: OnSettings(self, *frame); break;
      case NGHTTP2_PING:
        self->Note((hd.flags & NGHTTP2_FLAG_ACK) != 0 ? EventKind::kPingAck : EventKind::kPing, 0);
        self->events_.back().text = View(frame->ping.opaque_data, sizeof frame->ping.opaque_data);
        break;
      case NGHTTP2_GOAWAY:
        self->Note(EventKind::kGoaway, frame->goaway.last_stream_id, frame->goaway.error_code);
        self->events_.back().text = View(frame->goaway.opaque_data, frame->goaway.opaque_data_len);
        break;
      case NGHTTP2_ALTSVC: {
        const auto* altsvc = static_cast<const nghttp2_ext_altsvc*>(frame->ext.payload);
        self->Note(EventKind::kAltsvc, hd.stream_id);
        self->events_.back().text = View(altsvc->field_value, altsvc->field_value_len);
        self->events_.back().more = View(altsvc->origin, altsvc->origin_len);
        break;
      }
      case NGHTTP2_ORIGIN: {
        const auto* origin = static_cast<const nghttp2_ext_origin*>(frame->ext.payload);
        self->Note(EventKind::kOrigin, 0);
        for (size_t i = 0; i < origin->nov; i++) {
          Append(&self->events_.back().text, View(origin->ov[i].origin, origin->ov[i].origin_len));
        }
        break;
      }
      default: break;
    }
    return 0;
  }

  static int OnData(Session* self, const nghttp2_frame_hd& hd) {
    if ((hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) {
      self->Note(EventKind::kEnd, hd.stream_id);
      return 0;
    }
    // Empty frames cost the receiver and say nothing.
    return hd.length != 0 || self->CountInvalidFrame() ? 0 : NGHTTP2_ERR_CALLBACK_FAILURE;
  }

  static void OnHeaders(Session* self, const nghttp2_frame& frame) {
    const int32_t id = HeadersStream(frame);
    Session::Stream* stream = self->Find(id);
    if (stream == nullptr) return;
    self->Note(EventKind::kHeaders, id, frame.hd.flags, static_cast<int32_t>(KindOf(frame)));
    self->events_.back().text = std::exchange(stream->fields, {});
    self->events_.back().more = std::exchange(stream->sensitive, {});
    stream->pairs = 0;
    stream->list_size = 0;
  }

  static void OnSettings(Session* self, const nghttp2_frame& frame) {
    if ((frame.hd.flags & NGHTTP2_FLAG_ACK) == 0) {
      self->RememberCustom(frame.settings);
      self->Note(EventKind::kSettings, 0);
      self->events_.back().text = Text(self->RemoteSettings());
      return;
    }
    if (!self->unacknowledged_custom_.empty()) {
      for (const auto& entry : self->unacknowledged_custom_.front()) {
        std::erase_if(self->local_custom_, [&](const auto& other) { return other.first == entry.first; });
        self->local_custom_.push_back(entry);
      }
      self->unacknowledged_custom_.pop_front();
    }
    self->Note(EventKind::kSettingsAck, 0);
    self->events_.back().text = Text(self->LocalSettings());
  }

  static int OnDataChunk(nghttp2_session* native, uint8_t, int32_t id, const uint8_t* bytes, size_t length, void* user) {
    Session* self = From(user);
    if (length == 0) return 0;
    // The connection's window never stalls one stream for another; the stream's own waits for its reader.
    nghttp2_session_consume_connection(native, length);
    Session::Stream* stream = self->Find(id);
    if (stream == nullptr) return 0;
    if (stream->reading) nghttp2_session_consume_stream(native, id, length);
    else stream->unconsumed += length;
    const auto offset = reinterpret_cast<const char*>(bytes) - self->input_.data();
    self->Note(EventKind::kData, id, static_cast<uint32_t>(length), static_cast<int32_t>(offset));
    return 0;
  }

  static int OnStreamClose(nghttp2_session*, int32_t id, uint32_t code, void* user) {
    Session* self = From(user);
    if (self->Find(id) == nullptr) return 0;
    self->RemoveStream(id);
    self->Note(EventKind::kClosed, id, code);
    return 0;
  }

  static int OnFrameSent(nghttp2_session*, const nghttp2_frame*, void* user) {
    From(user)->statistics_.frames_sent++;
    return 0;
  }

  static int OnFrameNotSent(nghttp2_session*, const nghttp2_frame* frame, int error, void* user) {
    // Frames for what was closed meanwhile are no error of the user's.
    if (error == NGHTTP2_ERR_SESSION_CLOSING || error == NGHTTP2_ERR_STREAM_CLOSED || error == NGHTTP2_ERR_STREAM_CLOSING) {
      return 0;
    }
    From(user)->Note(EventKind::kFrameError, frame->hd.stream_id, frame->hd.type, error);
    return 0;
  }

  static int OnInvalidFrame(nghttp2_session*, const nghttp2_frame*, int error, void* user) {
    Session* self = From(user);
    if (!self->CountInvalidFrame()) return NGHTTP2_ERR_CALLBACK_FAILURE;
    if (nghttp2_is_fatal(error) != 0 || error == NGHTTP2_ERR_STREAM_CLOSED || error == NGHTTP2_ERR_PROTO) {
      self->Note(EventKind::kFailed, 0, static_cast<uint32_t>(error));
    }
    return 0;
  }

  static int OnError(nghttp2_session*, int error, const char*, size_t, void* user) {
    // The first bytes are no HTTP/2: nghttp2 says so here and nowhere else.
    if (error == NGHTTP2_ERR_SETTINGS_EXPECTED) {
      From(user)->Note(EventKind::kFailed, 0, static_cast<uint32_t>(NGHTTP2_ERR_PROTO));
    }
    return 0;
  }

  static nghttp2_ssize OnReadSource(nghttp2_session*, int32_t id, uint8_t*, size_t length, uint32_t* flags,
                                    nghttp2_data_source*, void* user) {
    return From(user)->NextData(id, length, flags);
  }

  // Frame header, padding length, data, padding: straight into the output.
  static int OnSendData(nghttp2_session*, nghttp2_frame* frame, const uint8_t* header, size_t length, nghttp2_data_source*,
                        void* user) {
    Session* self = From(user);
    constexpr size_t kFrameHeader = 9;
    self->out_->append(reinterpret_cast<const char*>(header), kFrameHeader);
    const size_t padding = frame->data.padlen;
    if (padding > 0) self->out_->push_back(static_cast<char>(padding - 1));
    self->AppendData(frame->hd.stream_id, length);
    if (padding > 0) self->out_->append(padding - 1, '\0');
    return self->out_->size() < self->limit_ ? 0 : NGHTTP2_ERR_PAUSE;
  }

  // The length of the payload with padding.
  static nghttp2_ssize OnSelectPadding(nghttp2_session*, const nghttp2_frame* frame, size_t most, void* user) {
    const size_t length = frame->hd.length;
    if (From(user)->options_.padding == Padding::kMax) return static_cast<nghttp2_ssize>(most);
    constexpr size_t kFrameHeader = 9, kUnit = 8;
    const size_t over = (length + kFrameHeader) % kUnit;
    return static_cast<nghttp2_ssize>(over == 0 ? length : std::min(most, length + kUnit - over));
  }
};

const nghttp2_session_callbacks* SessionCallbacks(bool padding) {
  const auto make = [](bool padded) {
    nghttp2_session_callbacks* set;
    CHECK(nghttp2_session_callbacks_new(&set) == 0);
    nghttp2_session_callbacks_set_on_begin_headers_callback(set, Callbacks::OnBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback2(set, Callbacks::OnHeader);
    nghttp2_session_callbacks_set_on_invalid_header_callback2(set, Callbacks::OnInvalidHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(set, Callbacks::OnFrameReceived);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(set, Callbacks::OnDataChunk);
    nghttp2_session_callbacks_set_on_stream_close_callback(set, Callbacks::OnStreamClose);
    nghttp2_session_callbacks_set_on_frame_send_callback(set, Callbacks::OnFrameSent);
    nghttp2_session_callbacks_set_on_frame_not_send_callback(set, Callbacks::OnFrameNotSent);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(set, Callbacks::OnInvalidFrame);
    nghttp2_session_callbacks_set_error_callback2(set, Callbacks::OnError);
    nghttp2_session_callbacks_set_send_data_callback(set, Callbacks::OnSendData);
    if (padded) nghttp2_session_callbacks_set_select_padding_callback2(set, Callbacks::OnSelectPadding);
    return set;
  };
  static const nghttp2_session_callbacks* const plain = make(false);
  static const nghttp2_session_callbacks* const padded = make(true);
  return padding ? padded : plain;
}

nghttp2_data_provider2 DataProvider() { return {{.ptr = nullptr}, Callbacks::OnReadSource}; }

}  // namespace phasor::http2
