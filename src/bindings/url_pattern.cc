// binding('url_pattern'): URLPattern's matcher (ada), with V8's regular expressions. lib/internal/url_pattern.js wraps it
// and has converted every argument: an input is a string, or an array of the nine fields of a URLPatternInit.
#include <ada.h>

#include <optional>
#include <string>
#include <vector>

#include "js/class.h"

namespace phasor::bindings {
namespace {

using js::Value;

// Regular expressions as ada wants them. Runs on the isolate's thread, inside a call from JavaScript.
class V8Regex {
 public:
  struct Handle {
    v8::Global<v8::RegExp> regexp;
  };
  using regex_type = Handle;

  static std::optional<Handle> create_instance(std::string_view pattern, bool ignore_case) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::HandleScope scope(isolate);
    v8::TryCatch ignore(isolate);
    int flags = v8::RegExp::kUnicodeSets | (ignore_case ? v8::RegExp::kIgnoreCase : 0);
    v8::Local<v8::String> source;
    v8::Local<v8::RegExp> regexp;
    if (!js::NewString(isolate, pattern).ToLocal(&source) ||
        !v8::RegExp::New(isolate->GetCurrentContext(), source, static_cast<v8::RegExp::Flags>(flags)).ToLocal(&regexp)) {
      return std::nullopt;
    }
    return Handle{v8::Global<v8::RegExp>(isolate, regexp)};
  }

  // The groups after the whole match; nullopt for one that took no part.
  static std::optional<std::vector<std::optional<std::string>>> regex_search(std::string_view input,
                                                                            const Handle& handle) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::HandleScope scope(isolate);
    v8::Local<v8::Array> match;
    if (!Exec(isolate, input, handle).ToLocal(&match)) return std::nullopt;
    std::vector<std::optional<std::string>> groups;
    for (uint32_t i = 1; i < match->Length(); ++i) {
      Value group;
      if (!match->Get(isolate->GetCurrentContext(), i).ToLocal(&group)) return std::nullopt;
      if (group->IsString()) {
        groups.emplace_back(js::Utf8(isolate, group.As<v8::String>()).str());
      } else {
        groups.emplace_back(std::nullopt);
      }
    }
    return groups;
  }

  static bool regex_match(std::string_view input, const Handle& handle) {
    v8::Isolate* isolate = v8::Isolate::GetCurrent();
    v8::HandleScope scope(isolate);
    return !Exec(isolate, input, handle).IsEmpty();
  }

 private:
  static v8::MaybeLocal<v8::Array> Exec(v8::Isolate* isolate, std::string_view input, const Handle& handle) {
    v8::TryCatch ignore(isolate);
    v8::Local<v8::String> text;
    v8::Local<v8::Object> match;
    if (!js::NewString(isolate, input).ToLocal(&text) ||
        !handle.regexp.Get(isolate)->Exec(isolate->GetCurrentContext(), text).ToLocal(&match) || !match->IsArray()) {
      return {};
    }
    return match.As<v8::Array>();
  }
};

using Init = std::vector<std::optional<std::string>>;

std::optional<ada::url_pattern_init> ToInit(v8::Isolate* isolate, Value value) {
  Init fields;
  if (!js::Convert<Init>::From(isolate, value, &fields) || fields.size() != 9) return std::nullopt;
  ada::url_pattern_init init;
  std::optional<std::string>* targets[] = {&init.protocol, &init.username, &init.password, &init.hostname, &init.port,
                                           &init.pathname, &init.search,   &init.hash,     &init.base_url};
  for (size_t i = 0; i < fields.size(); ++i) *targets[i] = std::move(fields[i]);
  return init;
}

class Pattern : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  // new Pattern(input, base | undefined, ignoreCase). A text that is no pattern makes one whose Valid() is false.
  static Pattern* New(v8::Isolate* isolate, Value input, std::optional<std::string> base, bool ignore_case) {
    return js::MakeGc<Pattern>(isolate, isolate, input, std::move(base), ignore_case);
  }

  Pattern(v8::Isolate* isolate, Value input, std::optional<std::string> base, bool ignore_case) {
    ada::url_pattern_options options{.ignore_case = ignore_case};
    WithInput(isolate, input, base, [&](ada::url_pattern_input&& in, const std::string_view* base_view) {
      auto parsed = ada::parse_url_pattern<V8Regex>(std::move(in), base_view, &options);
      if (parsed) pattern_.emplace(std::move(*parsed));
    });
  }

  bool Valid() { return pattern_.has_value(); }

  // test(input, base | undefined) -> boolean, or undefined for an input that does not fit
  Value Test(v8::Isolate* isolate, Value input, std::optional<std::string> base) {
    Value answer = v8::Undefined(isolate);
    WithInput(isolate, input, base, [&](ada::url_pattern_input&& in, const std::string_view* base_view) {
      auto result = pattern_->test(in, base_view);
      if (result) answer = v8::Boolean::New(isolate, *result);
    });
    return answer;
  }

  // exec(input, base | undefined) -> [input, groups, input, groups, ...] of the components in Get()'s order, null for no
  // match, or undefined for an input that does not fit
  Value Exec(v8::Isolate* isolate, Value input, std::optional<std::string> base) {
    Value answer = v8::Undefined(isolate);
    WithInput(isolate, input, base, [&](ada::url_pattern_input&& in, const std::string_view* base_view) {
      auto result = pattern_->exec(in, base_view);
      if (!result) return;
      answer = v8::Null(isolate);
      if (result->has_value()) answer = ToArray(isolate, **result);
    });
    return answer;
  }

  // The pattern of a component: 0 protocol, username, password, hostname, port, pathname, search, 7 hash
  std::string Get(uint32_t index) {
    switch (index) {
      case 0: return std::string(pattern_->get_protocol());
      case 1: return std::string(pattern_->get_username());
      case 2: return std::string(pattern_->get_password());
      case 3: return std::string(pattern_->get_hostname());
      case 4: return std::string(pattern_->get_port());
      case 5: return std::string(pattern_->get_pathname());
      case 6: return std::string(pattern_->get_search());
      default: return std::string(pattern_->get_hash());
    }
  }

  bool HasRegExpGroups() { return pattern_->has_regexp_groups(); }

 private:
  template <class F>
  static void WithInput(v8::Isolate* isolate, Value input, const std::optional<std::string>& base, F&& use) {
    std::optional<std::string_view> base_view;
    if (base) base_view = *base;
    const std::string_view* base_pointer = base_view ? &*base_view : nullptr;
    if (input->IsString()) {
      js::Utf8 text(isolate, input.As<v8::String>());
      use(ada::url_pattern_input(text.view()), base_pointer);
    } else if (auto init = ToInit(isolate, input)) {
      use(ada::url_pattern_input(std::move(*init)), base_pointer);
    }
  }

  static Value ToArray(v8::Isolate* isolate, const ada::url_pattern_result& result) {
    auto context = isolate->GetCurrentContext();
    const ada::url_pattern_component_result* components[] = {
        &result.protocol, &result.username, &result.password, &result.hostname,
        &result.port,     &result.pathname, &result.search,   &result.hash};
    auto string = [isolate](std::string_view text) {
      return js::NewString(isolate, text).FromMaybe(v8::String::Empty(isolate));
    };
    std::vector<Value> items;
    for (const auto* component : components) {
      auto groups = v8::Object::New(isolate);
      for (const auto& [name, value] : component->groups) {
        Value text = value ? string(*value).As<v8::Value>() : v8::Undefined(isolate).As<v8::Value>();
        groups->CreateDataProperty(context, string(name), text).Check();
      }
      items.push_back(string(component->input));
      items.push_back(groups);
    }
    return v8::Array::New(isolate, items.data(), items.size());
  }

  std::optional<ada::url_pattern<V8Regex>> pattern_;
};

const js::Row kPatternRows[] = {
    js::Method<&Pattern::Valid>("valid"),
    js::Method<&Pattern::Test>("test"),
    js::Method<&Pattern::Exec>("exec"),
    js::Method<&Pattern::Get>("get"),
    js::Method<&Pattern::HasRegExpGroups>("hasRegExpGroups"),
};
const js::ClassSpec Pattern::kClass = js::GcClass<Pattern::New>("Pattern", kPatternRows);

const js::Row kRows[] = {js::Class<Pattern>("Pattern")};

}  // namespace

extern const js::BindingSpec kBinding_url_pattern;
const js::BindingSpec kBinding_url_pattern = {"url_pattern", kRows};

}  // namespace phasor::bindings
