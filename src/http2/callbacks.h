// What nghttp2 calls while a Session receives and produces. For session.cc only.
#pragma once

#include <nghttp2/nghttp2.h>

namespace phasor::http2 {

// One set for all sessions with padding, one for those without. They live as long as the process.
const nghttp2_session_callbacks* SessionCallbacks(bool padding);

// The source of all DATA frames: Session's queues.
nghttp2_data_provider2 DataProvider();

}  // namespace phasor::http2
