#include <cmath>
#include <vector>

#include "bindings/crypto_io.h"
#include "bindings/sqlite.h"

namespace phasor::bindings::sqlite {

namespace {

using v8::Isolate;
using v8::Local;
using v8::MaybeLocal;
using v8::Value;

constexpr int64_t kMaxSafeInteger = 9007199254740991;

MaybeLocal<Value> Integer(Isolate* isolate, int64_t value, bool bigint) {
  if (bigint) return v8::BigInt::New(isolate, value).As<Value>();
  if (value > kMaxSafeInteger || value < -kMaxSafeInteger) {
    js::Throw(isolate, Error::Coded(ErrorCode::kERR_OUT_OF_RANGE,
                                    "Value is too large to be represented as a JavaScript number: " + std::to_string(value)));
    return {};
  }
  return v8::Number::New(isolate, static_cast<double>(value)).As<Value>();
}

}  // namespace

Local<Value> TextOrNull(Isolate* isolate, const char* text) {
  Local<v8::String> string;
  if (text == nullptr || !v8::String::NewFromUtf8(isolate, text).ToLocal(&string)) return v8::Null(isolate);
  return string;
}

MaybeLocal<Value> FromColumn(Isolate* isolate, sqlite3_value* value, bool bigint) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return Integer(isolate, sqlite3_value_int64(value), bigint);
    case SQLITE_FLOAT: return v8::Number::New(isolate, sqlite3_value_double(value)).As<Value>();
    case SQLITE_TEXT: {
      auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      Local<v8::String> string;
      if (!v8::String::NewFromUtf8(isolate, text, v8::NewStringType::kNormal, sqlite3_value_bytes(value)).ToLocal(&string)) {
        js::Throw(isolate, Error::Coded(ErrorCode::kERR_STRING_TOO_LONG));
        return {};
      }
      return string.As<Value>();
    }
    case SQLITE_BLOB: {
      auto* data = static_cast<const uint8_t*>(sqlite3_value_blob(value));
      return CopyBytes(isolate, {data, static_cast<size_t>(sqlite3_value_bytes(value))}).As<Value>();
    }
    default: return v8::Null(isolate).As<Value>();
  }
}

void Statement::Finalize() {
  if (stmt_ == nullptr) return;
  connection_->statements.erase(this);
  sqlite3_finalize(stmt_);
  stmt_ = nullptr;
}

bool Statement::Usable(Isolate* isolate) {
  if (stmt_ != nullptr && !running_) return true;
  ThrowState(isolate, stmt_ == nullptr ? "statement has been finalized" : "statement is running");
  return false;
}

MaybeLocal<Value> Statement::Names(Isolate* isolate) {
  if (!Usable(isolate)) return {};
  std::vector<Local<Value>> names;
  for (int i = 1; i <= sqlite3_bind_parameter_count(stmt_); ++i) {
    names.push_back(TextOrNull(isolate, sqlite3_bind_parameter_name(stmt_, i)));
  }
  return v8::Array::New(isolate, names.data(), names.size()).As<Value>();
}

void Statement::Clear(Isolate* isolate) {
  if (!Usable(isolate)) return;
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

void Statement::Reset(Isolate* isolate) {
  if (Usable(isolate)) sqlite3_reset(stmt_);
}

bool Statement::Bind(Isolate* isolate, int32_t index, js::Value value) {
  if (!Usable(isolate)) return true;
  int status;
  if (value->IsNumber()) {
    status = sqlite3_bind_double(stmt_, index, value.As<v8::Number>()->Value());
  } else if (value->IsString()) {
    js::Utf8 text(isolate, value.As<v8::String>());
    status = sqlite3_bind_text64(stmt_, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } else if (value->IsNull()) {
    status = sqlite3_bind_null(stmt_, index);
  } else if (value->IsBoolean()) {
    status = sqlite3_bind_int(stmt_, index, value->IsTrue());
  } else if (value->IsBigInt()) {
    bool lossless = false;
    int64_t whole = value.As<v8::BigInt>()->Int64Value(&lossless);
    if (!lossless) {
      js::Throw(isolate, Error::Coded(ErrorCode::kERR_INVALID_ARG_VALUE, "BigInt value is too large to bind."));
      return true;
    }
    status = sqlite3_bind_int64(stmt_, index, whole);
  } else if (js::Bytes bytes; (value->IsArrayBufferView() || value->IsArrayBuffer()) && bytes.Assign(value)) {
    // A null pointer would be NULL, not an empty blob.
    const void* data = bytes.size() == 0 ? static_cast<const void*>("") : bytes.data();
    status = sqlite3_bind_blob64(stmt_, index, data, bytes.size(), SQLITE_TRANSIENT);
  } else {
    return false;
  }
  if (status != SQLITE_OK) ThrowFailure(isolate, *connection_);
  return true;
}

int Statement::StepOnce(Isolate* isolate) {
  int status;
  {
    BusyScope busy(*connection_);
    running_ = true;
    status = sqlite3_step(stmt_);
    running_ = false;
  }
  if (status != SQLITE_ROW && status != SQLITE_DONE) {
    ThrowFailure(isolate, *connection_);
    sqlite3_reset(stmt_);
  }
  return status;
}

MaybeLocal<Value> Statement::Row(Isolate* isolate, bool bigint) {
  std::vector<Local<Value>> values(static_cast<size_t>(sqlite3_column_count(stmt_)));
  for (size_t i = 0; i < values.size(); ++i) {
    if (!FromColumn(isolate, sqlite3_column_value(stmt_, static_cast<int>(i)), bigint).ToLocal(&values[i])) return {};
  }
  return v8::Array::New(isolate, values.data(), values.size()).As<Value>();
}

MaybeLocal<Value> Statement::Run(Isolate* isolate, bool bigint) {
  if (!Usable(isolate)) return {};
  int status;
  do {
    status = StepOnce(isolate);
  } while (status == SQLITE_ROW);
  if (status != SQLITE_DONE) return {};
  sqlite3_reset(stmt_);
  Local<Value> numbers[2];
  if (!Integer(isolate, sqlite3_changes64(connection_->db), bigint).ToLocal(&numbers[0]) ||
      !Integer(isolate, sqlite3_last_insert_rowid(connection_->db), bigint).ToLocal(&numbers[1])) {
    return {};
  }
  return v8::Array::New(isolate, numbers, 2).As<Value>();
}

MaybeLocal<Value> Statement::Step(Isolate* isolate, bool bigint) {
  if (!Usable(isolate)) return {};
  int status = StepOnce(isolate);
  if (status == SQLITE_ROW) {
    auto row = Row(isolate, bigint);
    if (row.IsEmpty()) sqlite3_reset(stmt_);
    return row;
  }
  if (status != SQLITE_DONE) return {};
  sqlite3_reset(stmt_);
  return v8::Undefined(isolate).As<Value>();
}

MaybeLocal<Value> Statement::All(Isolate* isolate, bool bigint) {
  if (!Usable(isolate)) return {};
  std::vector<Local<Value>> rows;
  for (;;) {
    int status = StepOnce(isolate);
    if (status == SQLITE_DONE) break;
    Local<Value> row;
    if (status != SQLITE_ROW) return {};
    if (!Row(isolate, bigint).ToLocal(&row)) {
      sqlite3_reset(stmt_);
      return {};
    }
    rows.push_back(row);
  }
  sqlite3_reset(stmt_);
  return v8::Array::New(isolate, rows.data(), rows.size()).As<Value>();
}

MaybeLocal<Value> Statement::Columns(Isolate* isolate) {
  if (!Usable(isolate)) return {};
  std::vector<Local<Value>> columns;
  for (int i = 0; i < sqlite3_column_count(stmt_); ++i) {
    Local<Value> parts[] = {TextOrNull(isolate, sqlite3_column_name(stmt_, i)), TextOrNull(isolate, sqlite3_column_origin_name(stmt_, i)),
                            TextOrNull(isolate, sqlite3_column_database_name(stmt_, i)),
                            TextOrNull(isolate, sqlite3_column_table_name(stmt_, i)), TextOrNull(isolate, sqlite3_column_decltype(stmt_, i))};
    columns.push_back(v8::Array::New(isolate, parts, std::size(parts)));
  }
  return v8::Array::New(isolate, columns.data(), columns.size()).As<Value>();
}

MaybeLocal<Value> Statement::Sql(Isolate* isolate, bool expanded) {
  if (!Usable(isolate)) return {};
  if (!expanded) return TextOrNull(isolate, sqlite3_sql(stmt_));
  std::unique_ptr<char, decltype(&sqlite3_free)> text(sqlite3_expanded_sql(stmt_), sqlite3_free);
  if (text != nullptr) return TextOrNull(isolate, text.get());
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_MEMORY_ALLOCATION_FAILED));
  return {};
}

namespace {

const js::Row kStatementRows[] = {
    js::Method<&Statement::Names>("names"),     js::Method<&Statement::Clear>("clear"),
    js::Method<&Statement::Reset>("reset"),
    js::Method<&Statement::Bind>("bind"),       js::Method<&Statement::Run>("run"),
    js::Method<&Statement::Step>("step"),       js::Method<&Statement::All>("all"),
    js::Method<&Statement::Columns>("columns"), js::Method<&Statement::Sql>("sql"),
    js::Method<&Statement::IsFinalized>("isFinalized"),
};

}  // namespace

const js::ClassSpec Statement::kClass = js::AbstractClass(js::ClassSpec::Kind::kGc, "Statement", kStatementRows);

}  // namespace phasor::bindings::sqlite
