// What SQL calls in JavaScript: functions, aggregates, the authorizer (declared in bindings/sqlite.h).
//
// Rule: an exception of the user stays pending while SQLite unwinds (Connection::threw); nothing is called meanwhile.

#include <memory>
#include <vector>

#include "bindings/sqlite.h"

namespace phasor::bindings::sqlite {

namespace {

using v8::Isolate;
using v8::Local;
using v8::MaybeLocal;
using v8::Value;

void GiveResult(sqlite3_context* context, Isolate* isolate, Local<Value> result) {
  if (result->IsNumber()) return sqlite3_result_double(context, result.As<v8::Number>()->Value());
  if (result->IsNullOrUndefined()) return sqlite3_result_null(context);
  if (result->IsString()) {
    js::Utf8 text(isolate, result.As<v8::String>());
    return sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  if (js::Bytes bytes; result->IsArrayBufferView() && bytes.Assign(result)) {
    return sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  }
  if (result->IsBigInt()) {
    bool lossless = false;
    int64_t whole = result.As<v8::BigInt>()->Int64Value(&lossless);
    if (lossless) return sqlite3_result_int64(context, whole);
    return sqlite3_result_error(context, "BigInt value is too large for SQLite", -1);
  }
  if (result->IsPromise()) return sqlite3_result_error(context, "Asynchronous user-defined functions are not supported", -1);
  sqlite3_result_error(context, "Returned JavaScript value cannot be converted to a SQLite value", -1);
}

// The statement ends with the exception that is pending.
void Abandon(sqlite3_context* context, Connection& connection) {
  connection.threw = true;
  sqlite3_result_error(context, "", 0);
}

// Appends SQLite's arguments. False: an exception is pending.
bool AddArguments(Isolate* isolate, bool bigint, int argc, sqlite3_value** argv, std::vector<Local<Value>>* args) {
  for (int i = 0; i < argc; ++i) {
    Local<Value> value;
    if (!FromColumn(isolate, argv[i], bigint).ToLocal(&value)) return false;
    args->push_back(value);
  }
  return true;
}

MaybeLocal<Value> CallUser(Isolate* isolate, Local<v8::Function> function, std::vector<Local<Value>> args) {
  if (function.IsEmpty()) {
    ThrowState(isolate, "the database of the function is gone");
    return {};
  }
  return function->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), static_cast<int>(args.size()), args.data());
}

// ---- Functions ----

// SQLite owns it.
struct UserFunction {
  Isolate* isolate;
  v8::Global<v8::Function> function;
  Connection* connection;
  bool bigint;
};

void OnSqlCall(sqlite3_context* context, int argc, sqlite3_value** argv) {
  auto& user = *static_cast<UserFunction*>(sqlite3_user_data(context));
  if (user.connection->threw) return sqlite3_result_error(context, "", 0);
  v8::HandleScope handles(user.isolate);
  std::vector<Local<Value>> args;
  Local<Value> result;
  if (!AddArguments(user.isolate, user.bigint, argc, argv, &args) ||
      !CallUser(user.isolate, user.function.Get(user.isolate), std::move(args)).ToLocal(&result)) {
    return Abandon(context, *user.connection);
  }
  GiveResult(context, user.isolate, result);
}

// ---- Aggregates ----

// SQLite owns it. `start` is a function that makes the first value, or the value itself.
struct UserAggregate {
  Isolate* isolate;
  Connection* connection;
  bool bigint;
  v8::Global<Value> start;
  v8::Global<v8::Function> step, inverse, result;
};

// One aggregation; in SQLite's aggregate context, which is zeroed memory.
struct Accumulator {
  v8::Global<Value>* value;
  bool is_read;  // as a window's value: the end of the window has none of its own
};

MaybeLocal<Value> StartValue(UserAggregate& user) {
  Local<Value> start = user.start.Get(user.isolate);
  if (start.IsEmpty()) return CallUser(user.isolate, {}, {});
  if (!start->IsFunction()) return start;
  return CallUser(user.isolate, start.As<v8::Function>(), {});
}

// The value so far; empty: an exception is pending.
MaybeLocal<Value> ValueOf(sqlite3_context* context, UserAggregate& user, size_t size) {
  auto* accumulator = static_cast<Accumulator*>(sqlite3_aggregate_context(context, static_cast<int>(size)));
  if (accumulator != nullptr && accumulator->value != nullptr) return accumulator->value->Get(user.isolate);
  Local<Value> start;
  if (!StartValue(user).ToLocal(&start)) return {};
  if (accumulator != nullptr) accumulator->value = new v8::Global<Value>(user.isolate, start);
  return start;
}

void Accumulate(sqlite3_context* context, int argc, sqlite3_value** argv, bool forward) {
  auto& user = *static_cast<UserAggregate*>(sqlite3_user_data(context));
  if (user.connection->threw) return;
  v8::HandleScope handles(user.isolate);
  std::vector<Local<Value>> args(1);
  Local<Value> next;
  auto& function = forward ? user.step : user.inverse;
  if (!ValueOf(context, user, sizeof(Accumulator)).ToLocal(&args[0]) || !AddArguments(user.isolate, user.bigint, argc, argv, &args) ||
      !CallUser(user.isolate, function.Get(user.isolate), std::move(args)).ToLocal(&next)) {
    return Abandon(context, *user.connection);
  }
  auto* accumulator = static_cast<Accumulator*>(sqlite3_aggregate_context(context, sizeof(Accumulator)));
  accumulator->value->Reset(user.isolate, next);
}

void OnStep(sqlite3_context* context, int argc, sqlite3_value** argv) { Accumulate(context, argc, argv, true); }
void OnInverse(sqlite3_context* context, int argc, sqlite3_value** argv) { Accumulate(context, argc, argv, false); }

void GiveValue(sqlite3_context* context) {
  auto& user = *static_cast<UserAggregate*>(sqlite3_user_data(context));
  if (user.connection->threw) return sqlite3_result_error(context, "", 0);
  v8::HandleScope handles(user.isolate);
  Local<Value> value;
  if (!ValueOf(context, user, 0).ToLocal(&value) ||
      (!user.result.IsEmpty() && !CallUser(user.isolate, user.result.Get(user.isolate), {value}).ToLocal(&value))) {
    return Abandon(context, *user.connection);
  }
  GiveResult(context, user.isolate, value);
}

void OnValue(sqlite3_context* context) {
  auto* accumulator = static_cast<Accumulator*>(sqlite3_aggregate_context(context, sizeof(Accumulator)));
  if (accumulator != nullptr) accumulator->is_read = true;
  GiveValue(context);
}

// SQLite calls it once for each aggregation, also for one that failed.
void OnFinal(sqlite3_context* context) {
  auto* accumulator = static_cast<Accumulator*>(sqlite3_aggregate_context(context, 0));
  if (accumulator == nullptr || !accumulator->is_read) GiveValue(context);
  if (accumulator == nullptr) return;
  delete accumulator->value;
  accumulator->value = nullptr;
}

void Assign(Isolate* isolate, js::Value value, v8::Global<v8::Function>* out) {
  if (!value->IsFunction()) return;
  out->Reset(isolate, value.As<v8::Function>());
  out->SetWeak();
}

int Flags(bool deterministic, bool direct_only) {
  return SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0) | (direct_only ? SQLITE_DIRECTONLY : 0);
}

// ---- Authorizer ----

void ThrowAuthorizer(Isolate* isolate, bool range, const char* message) {
  auto text = js::Literal(isolate, message);
  isolate->ThrowException(range ? v8::Exception::RangeError(text) : v8::Exception::TypeError(text));
}

int OnAuthorize(void* data, int action, const char* a, const char* b, const char* database, const char* trigger) {
  auto& connection = *static_cast<Connection*>(data);
  if (connection.threw) return SQLITE_DENY;
  Isolate* isolate = connection.isolate;
  v8::HandleScope handles(isolate);
  std::vector<Local<Value>> args{v8::Integer::New(isolate, action), TextOrNull(isolate, a), TextOrNull(isolate, b),
                                 TextOrNull(isolate, database), TextOrNull(isolate, trigger)};
  Local<Value> answer;
  // While the callback runs the connection is not to be closed.
  ++connection.busy;
  bool fine = CallUser(isolate, connection.authorizer.Get(isolate), std::move(args)).ToLocal(&answer);
  --connection.busy;
  if (fine && answer->IsInt32()) {
    int code = answer.As<v8::Int32>()->Value();
    if (code == SQLITE_OK || code == SQLITE_DENY || code == SQLITE_IGNORE) return code;
    ThrowAuthorizer(isolate, true, "Authorizer callback returned a invalid authorization code");
  } else if (fine) {
    ThrowAuthorizer(isolate, false, "Authorizer callback must return an integer authorization code");
  }
  connection.threw = true;
  return SQLITE_DENY;
}

}  // namespace

int DefineFunction(Isolate* isolate, Connection& connection, const char* name, const FunctionOptions& options,
                   Local<v8::Function> function) {
  auto user = std::make_unique<UserFunction>(UserFunction{isolate, {}, &connection, options.bigint});
  Assign(isolate, function, &user->function);
  // SQLite frees it, also when this call fails.
  return sqlite3_create_function_v2(connection.db, name, options.arity, Flags(options.deterministic, options.direct_only), user.release(),
                                    OnSqlCall, nullptr, nullptr, [](void* data) { delete static_cast<UserFunction*>(data); });
}

int DefineAggregate(Isolate* isolate, Connection& connection, const char* name, const FunctionOptions& options,
                    const AggregateParts& parts) {
  auto user = std::make_unique<UserAggregate>();
  user->isolate = isolate;
  user->connection = &connection;
  user->bigint = options.bigint;
  user->start.Reset(isolate, parts.start);
  if (parts.start->IsObject()) user->start.SetWeak();
  Assign(isolate, parts.step, &user->step);
  Assign(isolate, parts.inverse, &user->inverse);
  Assign(isolate, parts.result, &user->result);
  // Only with an inverse can it be a window function.
  bool window = !user->inverse.IsEmpty();
  return sqlite3_create_window_function(connection.db, name, options.arity, Flags(options.deterministic, options.direct_only),
                                        user.release(), OnStep, OnFinal, window ? OnValue : nullptr, window ? OnInverse : nullptr,
                                        [](void* data) { delete static_cast<UserAggregate*>(data); });
}

void SetAuthorizer(Isolate* isolate, Connection& connection, js::Value callback) {
  connection.isolate = isolate;
  connection.authorizer.Reset();
  Assign(isolate, callback, &connection.authorizer);
  sqlite3_set_authorizer(connection.db, connection.authorizer.IsEmpty() ? nullptr : OnAuthorize, &connection);
}

}  // namespace phasor::bindings::sqlite
