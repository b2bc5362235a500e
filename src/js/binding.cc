#include "js/binding.h"

#include <algorithm>
#include <unordered_map>

#include "js/class.h"

namespace phasor::js {

namespace {

constexpr uint32_t kIsolateSlot = 0;

// The classes' templates, made on first use; dies with the isolate (ReleaseTemplates).
struct Templates {
  std::unordered_map<const ClassSpec*, v8::Global<v8::FunctionTemplate>> map;
};

Templates& GetTemplates(v8::Isolate* isolate) {
  auto* templates = static_cast<Templates*>(isolate->GetData(kIsolateSlot));
  if (templates == nullptr) {
    templates = new Templates;
    isolate->SetData(kIsolateSlot, templates);
  }
  return *templates;
}

v8::Local<v8::FunctionTemplate> MakeFunction(v8::Isolate* isolate, const Row& row, v8::Local<v8::Signature> signature) {
  auto function = v8::FunctionTemplate::New(isolate, row.callback, {}, signature, row.length,
                                            v8::ConstructorBehavior::kThrow, v8::SideEffectType::kHasSideEffect, row.fast);
  function->SetClassName(Literal(isolate, row.name));
  return function;
}

void AddClassRow(v8::Isolate* isolate, v8::Local<v8::FunctionTemplate> cls, const Row& row) {
  auto name = Literal(isolate, row.name);
  auto signature = v8::Signature::New(isolate, cls);
  switch (row.kind) {
    case Row::Kind::kMethod:
      cls->PrototypeTemplate()->Set(name, MakeFunction(isolate, row, signature), v8::DontEnum);
      return;
    case Row::Kind::kGetter:
      cls->PrototypeTemplate()->SetAccessorProperty(name, MakeFunction(isolate, row, signature), {}, v8::DontEnum);
      return;
    case Row::Kind::kStatic:
      cls->Set(name, MakeFunction(isolate, row, {}));
      return;
    default:
      UNREACHABLE("a class has methods, getters and statics only");
  }
}

}  // namespace

namespace internal {

void ThrowBadArgument(const Args& args, int index, const char* type) {
  v8::Isolate* isolate = args.GetIsolate();
  Throw(isolate, Error::Coded(ErrorCode::kERR_INTERNAL_ASSERTION,
                              "native call: argument " + std::to_string(index + 1) + " must be of type " + type));
}

v8::Local<v8::FunctionTemplate> GetTemplate(v8::Isolate* isolate, const ClassSpec& spec) {
  auto& map = GetTemplates(isolate).map;
  if (auto found = map.find(&spec); found != map.end()) return found->second.Get(isolate);
  auto cls = v8::FunctionTemplate::New(isolate, spec.construct != nullptr ? spec.construct : IllegalConstructor, {}, {},
                                       spec.length);
  cls->SetClassName(Literal(isolate, spec.name));
  if (spec.parent != nullptr) cls->Inherit(GetTemplate(isolate, *spec.parent));
  if (spec.kind == ClassSpec::Kind::kShell) cls->InstanceTemplate()->SetInternalFieldCount(1);
  for (const Row& row : spec.rows) AddClassRow(isolate, cls, row);
  map.emplace(&spec, v8::Global<v8::FunctionTemplate>(isolate, cls));
  return cls;
}

bool IsInstance(v8::Isolate* isolate, const ClassSpec& spec, Value value) {
  return value->IsObject() && GetTemplate(isolate, spec)->HasInstance(value);
}

bool CheckConstructCall(const Args& args, const char* name) {
  if (args.IsConstructCall()) return true;
  Throw(args.GetIsolate(), Error::Coded(ErrorCode::kERR_CONSTRUCT_CALL_REQUIRED,
                                        std::string("Class constructor ") + name + " cannot be invoked without `new`"));
  return false;
}

void IllegalConstructor(const Args& args) {
  Throw(args.GetIsolate(), Error::Coded(ErrorCode::kERR_ILLEGAL_CONSTRUCTOR));
}

}  // namespace internal

void Shell::AttachShell(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  CHECK(object_.IsEmpty());
  isolate_ = isolate;
  object_.Reset(isolate, object);
  object->SetAlignedPointerInInternalField(0, this);
  OnAttached(object);
}

void Shell::DetachShell() {
  if (object_.IsEmpty()) return;
  v8::HandleScope scope(isolate_);
  object_.Get(isolate_)->SetAlignedPointerInInternalField(0, nullptr);
  object_.Reset();
}

v8::MaybeLocal<v8::Object> Install(v8::Isolate* isolate, v8::Local<v8::Context> context, const BindingSpec& spec) {
  auto target = v8::Object::New(isolate);
  for (const Row& row : spec.rows) {
    v8::Local<v8::Function> function;
    auto made = row.kind == Row::Kind::kClass ? internal::GetTemplate(isolate, *row.cls) : MakeFunction(isolate, row, {});
    if (!made->GetFunction(context).ToLocal(&function)) return {};
    if (row.kind == Row::Kind::kFunction) function->SetName(Literal(isolate, row.name));
    if (target->Set(context, Literal(isolate, row.name), function).IsNothing()) return {};
  }
  if (spec.setup != nullptr) spec.setup(isolate, context, target);
  return target;
}

namespace {

void CollectRows(std::span<const Row> rows, std::vector<intptr_t>* references);

void CollectClass(const ClassSpec& spec, std::vector<intptr_t>* references) {
  references->push_back(reinterpret_cast<intptr_t>(spec.construct != nullptr ? spec.construct : internal::IllegalConstructor));
  CollectRows(spec.rows, references);
  if (spec.parent != nullptr) CollectClass(*spec.parent, references);
}

void CollectRows(std::span<const Row> rows, std::vector<intptr_t>* references) {
  for (const Row& row : rows) {
    if (row.callback != nullptr) references->push_back(reinterpret_cast<intptr_t>(row.callback));
    if (row.fast != nullptr) {
      references->push_back(reinterpret_cast<intptr_t>(row.fast->GetAddress()));
      references->push_back(reinterpret_cast<intptr_t>(row.fast->GetTypeInfo()));
    }
    if (row.cls != nullptr) CollectClass(*row.cls, references);
  }
}

// Every class of the bindings, parents first, each once: the order in which the snapshot numbers them.
void CollectClasses(const ClassSpec& spec, std::vector<const ClassSpec*>* classes) {
  if (spec.parent != nullptr) CollectClasses(*spec.parent, classes);
  if (std::find(classes->begin(), classes->end(), &spec) == classes->end()) classes->push_back(&spec);
}
std::vector<const ClassSpec*> AllClasses(std::span<const BindingSpec* const> specs) {
  std::vector<const ClassSpec*> classes;
  for (const BindingSpec* spec : specs) {
    for (const Row& row : spec->rows) {
      if (row.cls != nullptr) CollectClasses(*row.cls, &classes);
    }
  }
  return classes;
}

}  // namespace

void CollectReferences(const BindingSpec& spec, std::vector<intptr_t>* references) { CollectRows(spec.rows, references); }

v8::Local<v8::Array> SaveTemplates(v8::SnapshotCreator& creator, std::span<const BindingSpec* const> specs) {
  v8::Isolate* isolate = creator.GetIsolate();
  auto& map = GetTemplates(isolate).map;
  auto classes = AllClasses(specs);
  std::vector<v8::Local<v8::Value>> saved;
  for (auto& [spec, cls] : map) {
    auto place = std::find(classes.begin(), classes.end(), spec);
    CHECK(place != classes.end());  // a class that no binding's table names cannot be found again
    CHECK(creator.AddData(cls.Get(isolate)) == saved.size());
    saved.push_back(v8::Integer::New(isolate, static_cast<int>(place - classes.begin())));
  }
  map.clear();
  return v8::Array::New(isolate, saved.data(), saved.size());
}

void RestoreTemplates(v8::Isolate* isolate, v8::Local<v8::Array> saved, std::span<const BindingSpec* const> specs) {
  if (saved->Length() == 0) return;
  auto& map = GetTemplates(isolate).map;
  auto classes = AllClasses(specs);
  auto context = isolate->GetCurrentContext();
  for (uint32_t i = 0; i < saved->Length(); ++i) {
    int place = saved->Get(context, i).ToLocalChecked().As<v8::Int32>()->Value();
    auto cls = isolate->GetDataFromSnapshotOnce<v8::FunctionTemplate>(i).ToLocalChecked();
    map.emplace(classes[place], v8::Global<v8::FunctionTemplate>(isolate, cls));
  }
}

void ReleaseTemplates(v8::Isolate* isolate) {
  delete static_cast<Templates*>(isolate->GetData(kIsolateSlot));
  isolate->SetData(kIsolateSlot, nullptr);
}

void SetValue(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, v8::Local<v8::Value> value) {
  target->Set(isolate->GetCurrentContext(), Literal(isolate, name), value).Check();
}

void SetConstant(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, double value) {
  SetValue(isolate, target, name, v8::Number::New(isolate, value));
}

void SetConstant(v8::Isolate* isolate, v8::Local<v8::Object> target, const char* name, std::string_view value) {
  SetValue(isolate, target, name, NewString(isolate, value).ToLocalChecked());
}

}  // namespace phasor::js
