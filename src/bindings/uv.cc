// binding('uv'): libuv's table of error numbers: names, messages, UV_* constants. Callers: lib/internal/system_errors,
// util.getSystemErrorMap. Source: uv.h, UV_ERRNO_MAP.
#include <uv.h>

#include "js/binding.h"

namespace phasor::bindings {

namespace {

struct Entry {
  int number;
  const char* name;
  const char* message;
};

constexpr Entry kErrors[] = {
#define V(name, message) {UV_##name, #name, message},
    UV_ERRNO_MAP(V)
#undef V
};

// errname(number) -> 'ENOENT'
std::string ErrName(int32_t number) {
  char name[64];
  return uv_err_name_r(number, name, sizeof name);
}

// getErrorMap() -> Map {number => [name, message]}
v8::MaybeLocal<v8::Map> GetErrorMap(v8::Isolate* isolate, v8::Local<v8::Context> context) {
  auto map = v8::Map::New(isolate);
  auto text = [isolate](const char* chars) { return v8::String::NewFromUtf8(isolate, chars).ToLocalChecked(); };
  for (const Entry& entry : kErrors) {
    v8::Local<v8::Value> pair[] = {text(entry.name), text(entry.message)};
    if (map->Set(context, v8::Integer::New(isolate, entry.number), v8::Array::New(isolate, pair, 2)).IsEmpty()) return {};
  }
  return map;
}

const js::Row kRows[] = {
    js::Fn<ErrName>("errname"),
    js::Fn<GetErrorMap>("getErrorMap"),
};

void Setup(v8::Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  for (const Entry& entry : kErrors) {
    js::SetConstant(isolate, target, (std::string("UV_") + entry.name).c_str(), entry.number);
  }
}

}  // namespace

extern const js::BindingSpec kBinding_uv;
const js::BindingSpec kBinding_uv = {"uv", kRows, Setup};

}  // namespace phasor::bindings
