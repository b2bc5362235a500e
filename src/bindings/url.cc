// binding('url'): the WHATWG URL parser (ada). lib/internal/url calls it and trusts its own arguments. A URL lives in
// JavaScript as its href and the offsets of its parts (ada::url_components), which the natives write into an array that
// the caller passes: no native object stands behind a URL.
#include <ada.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "js/binding.h"

namespace phasor::bindings {
namespace {

using js::MutableBytes;
using js::Utf8;
using js::Value;

constexpr size_t kPartCount = 9;  // the fields of WriteParts

void WriteParts(const ada::url_aggregator& url, const MutableBytes& parts) {
  const ada::url_components& c = url.get_components();
  const uint32_t fields[kPartCount] = {c.protocol_end, c.username_end,   c.host_start,   c.host_end,
                                       c.port,         c.pathname_start, c.search_start, c.hash_start,
                                       static_cast<uint32_t>(url.type)};
  if (parts.size() >= sizeof fields) std::memcpy(parts.data(), fields, sizeof fields);
}

// The href as a string; `source` itself where it is the same text, which saves a copy of most URLs.
Value Href(v8::Isolate* isolate, const ada::url_aggregator& url, v8::Local<v8::String> source, const Utf8& text) {
  std::string_view href = url.get_href();
  if (href == text.view()) return source;
  v8::Local<v8::String> string;
  if (!js::NewLatin1(isolate, href).ToLocal(&string)) return v8::Undefined(isolate);
  return string;
}

ada::result<ada::url_aggregator> ParseUrl(std::string_view input, const ada::url_aggregator* base = nullptr) {
  return ada::parse<ada::url_aggregator>(input, base);
}

// ada 3.4 resolves whatever has a fragment against an opaque path ("x#f" against "a:b"), of which the URL Standard takes a
// fragment alone (https://url.spec.whatwg.org/#no-scheme-state).
ada::result<ada::url_aggregator> Resolve(std::string_view input, std::string_view base) {
  auto base_url = ParseUrl(base);
  if (!base_url || !base_url->has_opaque_path) return base_url ? ParseUrl(input, &*base_url) : base_url;
  auto is_text = [](char unit) { return static_cast<unsigned char>(unit) > ' '; };  // the rest is skipped
  auto first = std::find_if(input.begin(), input.end(), is_text);
  return first != input.end() && *first == '#' ? ParseUrl(input, &*base_url) : ParseUrl(input);
}

// parse(input, base | undefined, parts) -> href, or undefined
Value Parse(v8::Isolate* isolate, v8::Local<v8::String> input, Value base, const MutableBytes& parts) {
  Utf8 text(isolate, input);
  auto url = base->IsString() ? Resolve(text.view(), Utf8(isolate, base.As<v8::String>()).view()) : ParseUrl(text.view());
  if (!url) return v8::Undefined(isolate);
  WriteParts(*url, parts);
  return Href(isolate, *url, input, text);
}

bool CanParse(v8::Isolate* isolate, const Utf8& input, Value base) {
  if (!base->IsString()) return ada::can_parse(input.view());
  return Resolve(input.view(), Utf8(isolate, base.As<v8::String>()).view()).has_value();
}

// The numbers are known to lib/internal/url.js.
enum class Field : uint32_t { kProtocol, kUsername, kPassword, kHost, kHostname, kPort, kPathname, kSearch, kHash };

bool SetField(ada::url_aggregator* url, Field field, std::string_view value) {
  switch (field) {
    case Field::kProtocol:
      return url->set_protocol(value);
    case Field::kUsername:
      return url->set_username(value);
    case Field::kPassword:
      return url->set_password(value);
    case Field::kHost:
      return url->set_host(value);
    case Field::kHostname:
      return url->set_hostname(value);
    case Field::kPort:
      return url->set_port(value);
    case Field::kPathname:
      return url->set_pathname(value);
    case Field::kSearch:
      url->set_search(value);
      return true;
    case Field::kHash:
      url->set_hash(value);
      return true;
  }
  return false;
}

// update(href, field, value, parts) -> href. A value that the field refuses changes nothing.
Value Update(v8::Isolate* isolate, v8::Local<v8::String> href, uint32_t field, const Utf8& value,
             const MutableBytes& parts) {
  Utf8 text(isolate, href);
  auto url = ada::parse<ada::url_aggregator>(text.view());
  if (!url) return href;
  SetField(&*url, static_cast<Field>(field), value.view());
  WriteParts(*url, parts);
  return Href(isolate, *url, href, text);
}

// The host name as URLs hold it, or "" if it is not one.
std::string ParseHost(std::string_view domain) {
  auto url = ada::parse<ada::url_aggregator>("ws://x");
  if (domain.empty() || !url->set_hostname(domain)) return {};
  return std::string(url->get_hostname());
}

std::string DomainToAscii(const Utf8& domain) { return ParseHost(domain.view()); }
std::string DomainToUnicode(const Utf8& domain) { return ada::idna::to_unicode(ParseHost(domain.view())); }

// A domain as IDNA (UTS 46) writes it in ASCII, or "": without the rest of the URL Standard's host parser.
std::string ToAscii(const Utf8& domain) { return ada::idna::to_ascii(domain.view()); }

// format(href, hash, unicode, search, auth) -> text, for url.format(URL, options)
std::string Format(const Utf8& href, bool hash, bool unicode, bool search, bool auth) {
  auto url = ada::parse<ada::url>(href.view());
  if (!url) return href.str();
  if (!hash) url->hash = std::nullopt;
  if (unicode && url->has_hostname()) url->host = ada::idna::to_unicode(url->get_hostname());
  if (!search) url->query = std::nullopt;
  if (!auth) {
    url->username.clear();
    url->password.clear();
  }
  return url->get_href();
}

const js::Row kRows[] = {
    js::Fn<Parse>("parse"),
    js::Fn<CanParse>("canParse"),
    js::Fn<Update>("update"),
    js::Fn<DomainToAscii>("domainToASCII"),
    js::Fn<DomainToUnicode>("domainToUnicode"),
    js::Fn<ToAscii>("toASCII"),
    js::Fn<Format>("format"),
};

}  // namespace

extern const js::BindingSpec kBinding_url;
const js::BindingSpec kBinding_url = {"url", kRows};

}  // namespace phasor::bindings
