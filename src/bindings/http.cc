// binding('http'): rows of http_parser.cc and http_server.cc.
#include "bindings/http.h"

namespace phasor::bindings {

namespace {

const js::Row kRows[] = {
    js::Class<HttpParser>("Parser"),
    js::Class<ServerConnection>("ServerConnection"),
    js::Fn<SetParserHandlers>("setParserHandlers"),
    js::Fn<SetServerHandlers>("setServerHandlers"),
};

}  // namespace

extern const js::BindingSpec kBinding_http;
const js::BindingSpec kBinding_http = {"http", kRows};

}  // namespace phasor::bindings
