// One HTTP/2 connection (RFC 9113) on nghttp2, over spans: no sockets, no V8. The binding (src/bindings/http2.cc) feeds it
// with Receive(), takes what it wants to send with Produce(), and hands the events of both to JavaScript with TakeEvents().
//
// Rule: nothing outside runs while nghttp2 runs. Its callbacks only note events, so that whoever handles them may call any
// method and may delete the session.
//
// Methods that return int return 0 or a negative nghttp2 error (nghttp2_strerror tells its text); ids are positive.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace phasor::http2 {

enum class Side : uint8_t { kServer, kClient };
enum class Padding : uint8_t { kNone, kAligned, kMax };

// The options of http2.createServer() and http2.connect() that concern the protocol, with Node's defaults.
struct Options {
  Side side = Side::kServer;
  uint32_t max_deflate_table = 4096;     // bytes
  uint32_t max_reserved_streams = 200;
  uint32_t max_send_block = 0;           // bytes; 0 takes nghttp2's limit
  uint32_t peer_max_streams = 100;       // until the peer's SETTINGS say otherwise
  Padding padding = Padding::kNone;
  uint32_t max_header_pairs = 128;
  uint32_t max_outstanding_settings = 10;
  uint64_t max_memory = 10'000'000;      // bytes
  uint32_t max_settings = 32;            // entries of one SETTINGS frame
  uint32_t reset_burst = 1000;           // RST_STREAM frames that may come at once
  uint32_t reset_rate = 33;              // and per second after that
  uint32_t max_invalid_frames = 1000;
  uint32_t max_rejected_streams = 100;
  bool strict_whitespace = true;         // RFC 9113, section 8.2.1
  std::vector<uint16_t> remote_custom_settings;  // ids to remember
};

enum class EventKind : uint8_t {
  kHeaders,       // number: flags; detail: HeadersKind; text: fields joined by NUL; more: sensitive names joined by NUL
  kData,          // number: length; detail: offset in the bytes of Receive()
  kEnd,           // the peer has ended the stream
  kClosed,        // number: error code
  kWritten,       // the oldest Write() that wants to know has left; comes with ConfirmWritten()
  kWantTrailers,  // all data has left, the stream waits for Trailers()
  kSettings,      // text: the peer's settings now, ids and values
  kSettingsAck,   // text: ours

  kPing,          // text: 8 bytes
  kPingAck,       // text: 8 bytes
  kGoaway,        // stream: last processed id; number: error code; text: opaque data
  kAltsvc,        // text: value; more: origin
  kOrigin,        // text: origins joined by NUL
  kFrameError,    // a frame could not be sent; number: frame type; detail: nghttp2 error
  kFailed,        // the connection cannot go on; number: nghttp2 error; text: a code of Node's if it has one
  kOver,          // nghttp2 has given the connection up; the reason went to the peer in a GOAWAY
};

// What a HEADERS or PUSH_PROMISE frame is for.
enum class HeadersKind : uint8_t { kRequest, kResponse, kPush, kLater };

struct Event {
  EventKind kind;
  int32_t stream = 0;
  uint32_t number = 0;
  int32_t detail = 0;
  std::string text = {};
  std::string more = {};
};

// Bytes that wait to be sent. `owner` keeps them alive.
struct OutgoingBytes {
  std::string_view bytes;
  std::shared_ptr<const void> owner;
};

// What the perf_hooks entry of a session shows.
struct Statistics {
  uint64_t bytes_received = 0;
  uint64_t bytes_sent = 0;
  uint32_t frames_received = 0;
  uint32_t frames_sent = 0;
  uint32_t streams = 0;
  uint32_t most_streams = 0;
};

class Session {
 public:
  explicit Session(Options options);
  ~Session();
  Session(const Session&) = delete;

  // ---- transport ----

  int Receive(std::string_view bytes);
  // Appends frames to *out until there are none or it holds `limit` bytes.
  int Produce(std::string* out, size_t limit);
  // The transport has taken all that was produced: the writes in it are done.
  void ConfirmWritten();
  bool wants_write() const { return nghttp2_session_want_write(session_) != 0; }
  // Neither will read nor write any more: a GOAWAY was sent, or no stream can follow.
  bool is_over() const { return !wants_write() && nghttp2_session_want_read(session_) == 0; }
  // Notes that the connection cannot go on.
  void Fail(int error) { Note(EventKind::kFailed, 0, static_cast<uint32_t>(error)); }
  // Notes, once, that neither side will go on.
  void NoteIfOver();
  bool has_events() const { return !events_.empty(); }
  std::vector<Event> TakeEvents() { return std::exchange(events_, {}); }

  // ---- connection ----

  // Pairs of id and value.
  int Settings(const std::vector<uint32_t>& list);
  int Ping(std::string_view payload);
  // last_stream < 0: the last one that was processed.
  int Goaway(uint32_t code, int32_t last_stream, std::string_view opaque);
  int Terminate(uint32_t code);
  int Altsvc(int32_t stream, std::string_view origin, std::string_view value);
  int Origin(const std::vector<std::string>& origins);
  int SetNextStreamId(int32_t id) { return nghttp2_session_set_next_stream_id(session_, id); }
  int SetLocalWindowSize(int32_t size);
  // Ids and values in turn: the seven that nghttp2 knows, then the custom ones.
  std::vector<uint32_t> LocalSettings() const;
  std::vector<uint32_t> RemoteSettings() const;
  // Bytes of data that wait to be sent.
  size_t queued() const { return queued_; }
  nghttp2_session* native() const { return session_; }
  const Statistics& statistics() const { return statistics_; }

  // ---- streams ----
  // A header block is a run of fields, each a flag ('1': never indexed, '0'), the name, NUL, the value, NUL.

  // `body`: DATA frames follow; otherwise the headers end the stream. `trailers`: Trailers() comes after the data.
  int32_t Request(std::string_view block, bool body, bool trailers);
  int Respond(int32_t stream, std::string_view block, bool body, bool trailers);
  int Info(int32_t stream, std::string_view block);
  int Trailers(int32_t stream, std::string_view block);
  // The id of the promised stream, or a negative error.
  int32_t Push(int32_t stream, std::string_view block);
  // `notify`: kWritten tells when all of it has left.
  int Write(int32_t stream, OutgoingBytes bytes, bool notify);
  int End(int32_t stream);
  int Reset(int32_t stream, uint32_t code);
  // Whether data is being read: only then the peer gets its window back.
  void SetReading(int32_t stream, bool reading);
  // From its first frame until both sides have ended it or one has reset it.
  bool HasStream(int32_t stream) const { return streams_.contains(stream); }

 private:
  struct Stream {
    std::deque<std::pair<OutgoingBytes, bool>> outgoing;
    size_t sent_of_first = 0;
    size_t queued = 0;
    size_t unconsumed = 0;
    std::string fields;
    std::string sensitive;
    uint32_t pairs = 0;
    size_t list_size = 0;
    size_t max_list_size = SIZE_MAX;
    size_t retained = 0;  // bytes of header blocks since the stream opened
    bool reading = false;
    bool ended = false;
    bool trailers = false;
    bool asked_for_trailers = false;
  };
  friend struct Callbacks;

  Stream* Find(int32_t id);
  Stream* AddStream(int32_t id);
  void RemoveStream(int32_t id);
  bool CanAddStream() const;
  size_t memory() const;
  void ResetUnlessClosed(int32_t id, uint32_t code);
  // A frame that the peer should not have sent. False: there were too many.
  bool CountInvalidFrame();
  void Note(EventKind kind, int32_t stream, uint32_t number = 0, int32_t detail = 0) {
    events_.push_back({kind, stream, number, detail});
  }
  // The parts of a data source.
  nghttp2_ssize NextData(int32_t id, size_t length, uint32_t* flags);
  void AppendData(int32_t id, size_t length);
  void RememberCustom(const nghttp2_settings& frame);

  const Options options_;
  nghttp2_session* session_ = nullptr;
  std::unordered_map<int32_t, Stream> streams_;
  std::vector<Event> events_;
  std::vector<int32_t> written_;  // streams with a finished write, until the transport confirms
  std::string* out_ = nullptr;  // during Produce() only
  size_t limit_ = 0;
  std::string_view input_;      // during Receive() only
  std::vector<std::pair<uint16_t, uint32_t>> local_custom_, remote_custom_;
  std::deque<std::vector<std::pair<uint16_t, uint32_t>>> unacknowledged_custom_;
  Statistics statistics_;
  bool said_goaway_ = false;
  bool told_over_ = false;
  uint32_t invalid_frames_ = 0;
  uint32_t rejected_streams_ = 0;
  size_t retained_ = 0;
  size_t queued_ = 0;
};

}  // namespace phasor::http2
