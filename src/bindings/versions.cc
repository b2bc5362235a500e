// binding('versions'): the versions of what this binary is made of, for process.versions.
#include <ada.h>
#include <ares.h>
#include <brotli/decode.h>
#include <llhttp.h>
#include <openssl/crypto.h>
#include <simdutf.h>
#include <sqlite3.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <uv.h>
#include <zlib.h>
#include <zstd.h>

#include "runtime/realm.h"

namespace phasor::bindings {

namespace {

std::string Dotted(uint32_t major, uint32_t minor, uint32_t patch) {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

std::string CldrVersion() {
  UVersionInfo version;
  UErrorCode status = U_ZERO_ERROR;
  ulocdata_getCLDRVersion(version, &status);
  return std::to_string(version[0]) + "." + std::to_string(version[1]);
}

std::string TimeZoneVersion() {
  UErrorCode status = U_ZERO_ERROR;
  const char* version = ucal_getTZDataVersion(&status);
  return U_SUCCESS(status) ? version : "";
}

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  uint32_t brotli = BrotliDecoderVersion();
  // Names in Node's order: "node" first, then by the alphabet.
  const std::pair<const char*, std::string> versions[] = {
      {"node", "24.21.0"},
      {"ada", ADA_VERSION},
      {"ares", ares_version(nullptr)},
      {"brotli", Dotted(brotli >> 24, (brotli >> 12) & 0xfff, brotli & 0xfff)},
      {"cldr", CldrVersion()},
      {"icu", U_ICU_VERSION},
      {"llhttp", Dotted(LLHTTP_VERSION_MAJOR, LLHTTP_VERSION_MINOR, LLHTTP_VERSION_PATCH)},
      {"modules", "137"},
      {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)},
      {"phasor", PHASOR_VERSION},
      {"simdutf", SIMDUTF_VERSION},
      {"sqlite", sqlite3_libversion()},
      {"tz", TimeZoneVersion()},
      {"undici", UNDICI_VERSION},
      {"unicode", U_UNICODE_VERSION},
      {"uv", uv_version_string()},
      {"v8", v8::V8::GetVersion()},
      {"zlib", zlibVersion()},
      {"zstd", ZSTD_versionString()},
  };
  auto object = v8::Object::New(isolate);
  for (const auto& [name, version] : versions) js::SetConstant(isolate, object, name, std::string_view(version));
  js::SetValue(isolate, target, "versions", object);
}

}  // namespace

extern const js::BindingSpec kBinding_versions;
const js::BindingSpec kBinding_versions = {"versions", {}, Setup};

}  // namespace phasor::bindings
