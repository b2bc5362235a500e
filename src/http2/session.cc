#include "http2/session.h"

#include <algorithm>

#include "base/check.h"
#include "http2/callbacks.h"

namespace phasor::http2 {

namespace {

// What an open stream costs against maxSessionMemory besides its headers and its queued data: the objects on both sides.
constexpr size_t kStreamCost = 1024;

nghttp2_option* NewOption(const Options& options) {
  nghttp2_option* option;
  CHECK(nghttp2_option_new(&option) == 0);
  nghttp2_option_set_no_auto_window_update(option, 1);
  // The binding's user answers for the window; priorities of RFC 7540 are gone (RFC 9113, section 5.3).
  nghttp2_option_set_max_deflate_dynamic_table_size(option, options.max_deflate_table);
  nghttp2_option_set_max_reserved_remote_streams(option, options.max_reserved_streams);
  if (options.max_send_block != 0) nghttp2_option_set_max_send_header_block_length(option, options.max_send_block);
  nghttp2_option_set_peer_max_concurrent_streams(option, options.peer_max_streams);
  nghttp2_option_set_max_settings(option, options.max_settings);
  nghttp2_option_set_stream_reset_rate_limit(option, options.reset_burst, options.reset_rate);
  if (!options.strict_whitespace) nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option, 1);
  if (options.side == Side::kClient) {
    nghttp2_option_set_builtin_recv_extension_type(option, NGHTTP2_ALTSVC);
    nghttp2_option_set_builtin_recv_extension_type(option, NGHTTP2_ORIGIN);
  }
  return option;
}

// The fields of a block, up to the first that is none; they point into it.
std::vector<nghttp2_nv> ParseBlock(std::string_view block) {
  std::vector<nghttp2_nv> fields;
  while (!block.empty()) {
    const size_t name_end = block.find('\0');
    const size_t value_end = name_end == std::string_view::npos ? name_end : block.find('\0', name_end + 1);
    if (name_end == 0 || value_end == std::string_view::npos) break;
    auto* name = reinterpret_cast<uint8_t*>(const_cast<char*>(block.data() + 1));
    auto* value = reinterpret_cast<uint8_t*>(const_cast<char*>(block.data() + name_end + 1));
    const uint8_t flags = block[0] == '1' ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE;
    fields.push_back({name, value, name_end - 1, value_end - name_end - 1, flags});
    block.remove_prefix(value_end + 1);
  }
  return fields;
}

}  // namespace

Session::Session(Options options) : options_(std::move(options)) {
  nghttp2_option* option = NewOption(options_);
  const nghttp2_session_callbacks* callbacks = SessionCallbacks(options_.padding != Padding::kNone);
  const int status = options_.side == Side::kServer ? nghttp2_session_server_new2(&session_, callbacks, this, option)
                                                    : nghttp2_session_client_new2(&session_, callbacks, this, option);
  nghttp2_option_del(option);
  CHECK(status == 0);
}

Session::~Session() { nghttp2_session_del(session_); }

// ---- transport ----

int Session::Receive(std::string_view bytes) {
  input_ = bytes;
  statistics_.bytes_received += bytes.size();
  const nghttp2_ssize used =
      nghttp2_session_mem_recv2(session_, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  input_ = {};
  return used < 0 ? static_cast<int>(used) : 0;
}

int Session::Produce(std::string* out, size_t limit) {
  out_ = out;
  limit_ = limit;
  const size_t before = out->size();
  nghttp2_ssize length = 0;
  while (out->size() < limit) {
    const uint8_t* bytes;
    length = nghttp2_session_mem_send2(session_, &bytes);
    if (length <= 0) break;
    out->append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
  }
  out_ = nullptr;
  statistics_.bytes_sent += out->size() - before;
  return length < 0 ? static_cast<int>(length) : 0;
}

void Session::ConfirmWritten() {
  for (int32_t id : std::exchange(written_, {})) Note(EventKind::kWritten, id);
}

void Session::NoteIfOver() {
  if (told_over_ || said_goaway_ || !is_over()) return;
  told_over_ = true;
  Note(EventKind::kOver, 0);
}

// ---- connection ----

int Session::Settings(const std::vector<uint32_t>& list) {
  if (unacknowledged_custom_.size() >= options_.max_outstanding_settings) return NGHTTP2_ERR_FLOODED;
  std::vector<nghttp2_settings_entry> entries;
  std::vector<std::pair<uint16_t, uint32_t>> custom;
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    entries.push_back({static_cast<int32_t>(list[i]), list[i + 1]});
    const bool known = list[i] <= NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE || list[i] == NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL;
    if (!known) custom.emplace_back(static_cast<uint16_t>(list[i]), list[i + 1]);
  }
  const int status = nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, entries.data(), entries.size());
  if (status == 0) unacknowledged_custom_.push_back(std::move(custom));
  return status;
}

namespace {

constexpr nghttp2_settings_id kSettingIds[] = {
    NGHTTP2_SETTINGS_HEADER_TABLE_SIZE,      NGHTTP2_SETTINGS_ENABLE_PUSH,
    NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE,    NGHTTP2_SETTINGS_MAX_FRAME_SIZE,
    NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE,
    NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL,
};

std::vector<uint32_t> SettingsList(nghttp2_session* session, uint32_t (*get)(nghttp2_session*, nghttp2_settings_id),
                                   const std::vector<std::pair<uint16_t, uint32_t>>& custom) {
  std::vector<uint32_t> list;
  for (nghttp2_settings_id id : kSettingIds) {
    list.push_back(id);
    list.push_back(get(session, id));
  }
  for (const auto& [id, value] : custom) {
    list.push_back(id);
    list.push_back(value);
  }
  return list;
}

}  // namespace

std::vector<uint32_t> Session::LocalSettings() const {
  return SettingsList(session_, nghttp2_session_get_local_settings, local_custom_);
}

std::vector<uint32_t> Session::RemoteSettings() const {
  return SettingsList(session_, nghttp2_session_get_remote_settings, remote_custom_);
}

int Session::Ping(std::string_view payload) {
  return nghttp2_submit_ping(session_, NGHTTP2_FLAG_NONE, reinterpret_cast<const uint8_t*>(payload.data()));
}

int Session::Goaway(uint32_t code, int32_t last_stream, std::string_view opaque) {
  said_goaway_ = true;
  if (last_stream < 0) last_stream = nghttp2_session_get_last_proc_stream_id(session_);
  return nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, last_stream, code,
                               reinterpret_cast<const uint8_t*>(opaque.data()), opaque.size());
}

int Session::Terminate(uint32_t code) {
  said_goaway_ = true;
  return nghttp2_session_terminate_session(session_, code);
}

int Session::Altsvc(int32_t stream, std::string_view origin, std::string_view value) {
  return nghttp2_submit_altsvc(session_, NGHTTP2_FLAG_NONE, stream, reinterpret_cast<const uint8_t*>(origin.data()),
                               origin.size(), reinterpret_cast<const uint8_t*>(value.data()), value.size());
}

int Session::Origin(const std::vector<std::string>& origins) {
  std::vector<nghttp2_origin_entry> entries;
  for (const std::string& origin : origins) {
    entries.push_back({reinterpret_cast<uint8_t*>(const_cast<char*>(origin.data())), origin.size()});
  }
  return nghttp2_submit_origin(session_, NGHTTP2_FLAG_NONE, entries.data(), entries.size());
}

int Session::SetLocalWindowSize(int32_t size) {
  return nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, size);
}

// ---- streams ----

Session::Stream* Session::Find(int32_t id) {
  auto found = streams_.find(id);
  return found == streams_.end() ? nullptr : &found->second;
}

Session::Stream* Session::AddStream(int32_t id) {
  Stream* stream = &streams_[id];
  // As it is when the stream opens: what is announced later counts for later streams.
  stream->max_list_size = nghttp2_session_get_local_settings(session_, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE);
  statistics_.streams++;
  statistics_.most_streams = std::max<uint32_t>(statistics_.most_streams, static_cast<uint32_t>(streams_.size()));
  return stream;
}

void Session::RemoveStream(int32_t id) {
  auto found = streams_.find(id);
  if (found == streams_.end()) return;
  Stream& stream = found->second;
  retained_ -= stream.retained;
  queued_ -= stream.queued;
  // Nobody will read what was received: the connection's window has it back already, the stream's is gone.
  streams_.erase(found);
}

size_t Session::memory() const {
  return streams_.size() * kStreamCost + retained_ + queued_ + nghttp2_session_get_hd_deflate_dynamic_table_size(session_) +
         nghttp2_session_get_hd_inflate_dynamic_table_size(session_);
}

bool Session::CanAddStream() const {
  const uint32_t most = nghttp2_session_get_local_settings(session_, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
  return streams_.size() < most && memory() + kStreamCost <= options_.max_memory;
}

bool Session::CountInvalidFrame() {
  if (invalid_frames_++ <= options_.max_invalid_frames) return true;
  events_.push_back({EventKind::kFailed, 0, static_cast<uint32_t>(NGHTTP2_ERR_CALLBACK_FAILURE), 0,
                     "ERR_HTTP2_TOO_MANY_INVALID_FRAMES"});
  return false;
}

int32_t Session::Request(std::string_view block, bool body, bool trailers) {
  const std::vector<nghttp2_nv> fields = ParseBlock(block);
  const nghttp2_data_provider2 provider = DataProvider();
  const int32_t id = nghttp2_submit_request2(session_, nullptr, fields.data(), fields.size(),
                                             body || trailers ? &provider : nullptr, nullptr);
  if (id < 0) return id;
  Stream* stream = AddStream(id);
  stream->ended = !body;
  stream->trailers = trailers;
  return id;
}

int Session::Respond(int32_t id, std::string_view block, bool body, bool trailers) {
  Stream* stream = Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  const std::vector<nghttp2_nv> fields = ParseBlock(block);
  const nghttp2_data_provider2 provider = DataProvider();
  stream->ended = !body;
  stream->trailers = trailers;
  return nghttp2_submit_response2(session_, id, fields.data(), fields.size(), body || trailers ? &provider : nullptr);
}

int Session::Info(int32_t id, std::string_view block) {
  const std::vector<nghttp2_nv> fields = ParseBlock(block);
  return nghttp2_submit_headers(session_, NGHTTP2_FLAG_NONE, id, nullptr, fields.data(), fields.size(), nullptr);
}

int Session::Trailers(int32_t id, std::string_view block) {
  const std::vector<nghttp2_nv> fields = ParseBlock(block);
  // Some clients stumble over an empty block of trailers: an empty DATA frame ends the stream as well.
  if (!fields.empty()) return nghttp2_submit_trailer(session_, id, fields.data(), fields.size());
  Stream* stream = Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->trailers = false;
  const nghttp2_data_provider2 provider = DataProvider();
  return nghttp2_submit_data2(session_, NGHTTP2_FLAG_END_STREAM, id, &provider);
}

int32_t Session::Push(int32_t id, std::string_view block) {
  const std::vector<nghttp2_nv> fields = ParseBlock(block);
  const int32_t promised =
      nghttp2_submit_push_promise(session_, NGHTTP2_FLAG_NONE, id, fields.data(), fields.size(), nullptr);
  if (promised > 0) AddStream(promised);
  return promised;
}

int Session::Write(int32_t id, OutgoingBytes bytes, bool notify) {
  Stream* stream = Find(id);
  if (stream == nullptr || stream->ended) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->queued += bytes.bytes.size();
  queued_ += bytes.bytes.size();
  stream->outgoing.emplace_back(std::move(bytes), notify);
  nghttp2_session_resume_data(session_, id);
  return 0;
}

int Session::End(int32_t id) {
  Stream* stream = Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->ended = true;
  nghttp2_session_resume_data(session_, id);
  return 0;
}

int Session::Reset(int32_t id, uint32_t code) {
  return nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, id, code);
}

void Session::SetReading(int32_t id, bool reading) {
  Stream* stream = Find(id);
  if (stream == nullptr) return;
  stream->reading = reading;
  if (!reading || stream->unconsumed == 0) return;
  nghttp2_session_consume_stream(session_, id, std::exchange(stream->unconsumed, 0));
}

nghttp2_ssize Session::NextData(int32_t id, size_t length, uint32_t* flags) {
  Stream* stream = Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  // A chunk without bytes has left as soon as its turn comes.
  while (!stream->outgoing.empty() && stream->outgoing.front().first.bytes.empty()) {
    if (stream->outgoing.front().second) written_.push_back(id);
    stream->outgoing.pop_front();
  }
  if (stream->queued == 0 && !stream->ended) return NGHTTP2_ERR_DEFERRED;
  const size_t amount = std::min(length, stream->queued);
  if (amount != 0) *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  if (amount == stream->queued && stream->ended) {
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    if (stream->trailers) {
      *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
      if (!std::exchange(stream->asked_for_trailers, true)) Note(EventKind::kWantTrailers, id);
    }
  }
  return static_cast<nghttp2_ssize>(amount);
}

void Session::AppendData(int32_t id, size_t length) {
  Stream* stream = Find(id);
  CHECK(stream != nullptr && stream->queued >= length);
  while (length > 0) {
    auto& [chunk, notify] = stream->outgoing.front();
    const size_t part = std::min(length, chunk.bytes.size() - stream->sent_of_first);
    out_->append(chunk.bytes.substr(stream->sent_of_first, part));
    stream->sent_of_first += part;
    length -= part;
    stream->queued -= part;
    queued_ -= part;
    if (stream->sent_of_first < chunk.bytes.size()) return;
    if (notify) written_.push_back(id);
    stream->sent_of_first = 0;
    stream->outgoing.pop_front();
  }
}

void Session::RememberCustom(const nghttp2_settings& frame) {
  for (size_t i = 0; i < frame.niv; i++) {
    const auto id = static_cast<uint16_t>(frame.iv[i].settings_id);
    if (std::ranges::find(options_.remote_custom_settings, id) == options_.remote_custom_settings.end()) continue;
    std::erase_if(remote_custom_, [id](const auto& entry) { return entry.first == id; });
    remote_custom_.emplace_back(id, frame.iv[i].value);
  }
}

}  // namespace phasor::http2
