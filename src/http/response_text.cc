#include "http/response_text.h"

#include <array>
#include <cstring>
#include <ctime>
#include <utility>

#include "base/check.h"

namespace phasor::http {
namespace {

struct Reason {
  int status;
  std::string_view text;
};

constexpr Reason kReasons[] = {
    {100, "Continue"}, {101, "Switching Protocols"}, {102, "Processing"}, {103, "Early Hints"},
    {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {203, "Non-Authoritative Information"},
    {204, "No Content"}, {205, "Reset Content"}, {206, "Partial Content"}, {207, "Multi-Status"},
    {208, "Already Reported"}, {226, "IM Used"}, {300, "Multiple Choices"}, {301, "Moved Permanently"},
    {302, "Found"}, {303, "See Other"}, {304, "Not Modified"}, {305, "Use Proxy"},
    {307, "Temporary Redirect"}, {308, "Permanent Redirect"}, {400, "Bad Request"}, {401, "Unauthorized"},
    {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
    {406, "Not Acceptable"}, {407, "Proxy Authentication Required"}, {408, "Request Timeout"}, {409, "Conflict"},
    {410, "Gone"}, {411, "Length Required"}, {412, "Precondition Failed"}, {413, "Payload Too Large"},
    {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"}, {418, "I'm a Teapot"}, {421, "Misdirected Request"},
    {422, "Unprocessable Entity"}, {423, "Locked"}, {424, "Failed Dependency"}, {425, "Too Early"},
    {426, "Upgrade Required"}, {428, "Precondition Required"}, {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"}, {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"}, {501, "Not Implemented"}, {502, "Bad Gateway"}, {503, "Service Unavailable"},
    {504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"}, {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"}, {508, "Loop Detected"}, {509, "Bandwidth Limit Exceeded"},
    {510, "Not Extended"}, {511, "Network Authentication Required"},
};

void WriteDigits(char* out, int value, int width) {
  for (int i = width - 1; i >= 0; i--) {
    out[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

std::string_view ReasonPhrase(int status) {
  for (const Reason& reason : kReasons) {
    if (reason.status == status) return reason.text;
  }
  return {};
}

std::string_view DateCache::Format(int64_t now_ms) {
  static constexpr char kDays[] = "SunMonTueWedThuFriSat";
  static constexpr char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  constexpr size_t kLength = 29;
  const int64_t second = now_ms / 1000;
  if (second == second_) return {text_, kLength};
  second_ = second;
  const time_t when = static_cast<time_t>(second);
  struct tm utc;
  gmtime_r(&when, &utc);
  std::memcpy(text_, "Xxx, 00 Xxx 0000 00:00:00 GMT", kLength);
  std::memcpy(text_, kDays + 3 * utc.tm_wday, 3);
  WriteDigits(text_ + 5, utc.tm_mday, 2);
  std::memcpy(text_ + 8, kMonths + 3 * utc.tm_mon, 3);
  WriteDigits(text_ + 12, utc.tm_year + 1900, 4);
  WriteDigits(text_ + 17, utc.tm_hour, 2);
  WriteDigits(text_ + 20, utc.tm_min, 2);
  WriteDigits(text_ + 23, utc.tm_sec, 2);
  return {text_, kLength};
}

size_t WriteChunkHead(char* out, uint64_t size) {
  CHECK(size != 0);
  char digits[16];
  size_t count = 0;
  for (; size != 0; size >>= 4) digits[count++] = "0123456789abcdef"[size & 15];
  for (size_t i = 0; i < count; i++) out[i] = digits[count - 1 - i];
  out[count] = '\r';
  out[count + 1] = '\n';
  return count + 2;
}

std::string_view ErrorReply(int status) {
#define REPLY(code, text) \
  case code: return "HTTP/1.1 " #code " " text "\r\nConnection: close\r\n\r\n"
  switch (status) {
    REPLY(408, "Request Timeout");
    REPLY(413, "Payload Too Large");
    REPLY(431, "Request Header Fields Too Large");
    REPLY(501, "Not Implemented");
    REPLY(503, "Service Unavailable");
    REPLY(505, "HTTP Version Not Supported");
    default: return "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
  }
#undef REPLY
}

}  // namespace phasor::http
