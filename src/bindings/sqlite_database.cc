// Connections and the functions that SQL calls (declared in bindings/sqlite.h).
#include "bindings/sqlite.h"

#include "bindings/crypto_io.h"

namespace phasor::bindings::sqlite {

namespace {

using v8::Isolate;
using v8::Local;
using v8::MaybeLocal;
using v8::Value;

}  // namespace

void Connection::Close() {
  while (!statements.empty()) (*statements.begin())->Finalize();
  if (db != nullptr) sqlite3_close_v2(db);
  db = nullptr;
}

void ThrowFailure(Isolate* isolate, Connection& connection) {
  if (connection.threw) return;
  auto context = isolate->GetCurrentContext();
  int code = sqlite3_extended_errcode(connection.db);
  Local<v8::Object> error =
      v8::Exception::Error(js::NewString(isolate, sqlite3_errmsg(connection.db)).ToLocalChecked()).As<v8::Object>();
  auto set = [&](const char* name, Local<Value> value) { error->Set(context, js::Literal(isolate, name), value).Check(); };
  set("code", js::Literal(isolate, "ERR_SQLITE_ERROR"));
  set("errcode", v8::Integer::New(isolate, code));
  set("errstr", js::NewString(isolate, sqlite3_errstr(code)).ToLocalChecked());
  isolate->ThrowException(error);
}

void ThrowState(Isolate* isolate, const char* message) {
  js::Throw(isolate, Error::Coded(ErrorCode::kERR_INVALID_STATE, message));
}

namespace {

// A function of the user; SQLite owns it.
struct UserFunction {
  Isolate* isolate;
  v8::Global<v8::Function> function;
  Connection* connection;
  bool bigint;
};

void GiveResult(sqlite3_context* context, UserFunction& user, Local<Value> result) {
  if (result->IsNumber()) return sqlite3_result_double(context, result.As<v8::Number>()->Value());
  if (result->IsNullOrUndefined()) return sqlite3_result_null(context);
  if (result->IsString()) {
    js::Utf8 text(user.isolate, result.As<v8::String>());
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

void OnSqlCall(sqlite3_context* context, int argc, sqlite3_value** argv) {
  auto& user = *static_cast<UserFunction*>(sqlite3_user_data(context));
  v8::HandleScope handles(user.isolate);
  std::vector<Local<Value>> args(static_cast<size_t>(argc));
  Local<Value> result;
  bool fine = true;
  for (int i = 0; fine && i < argc; ++i) {
    fine = FromColumn(user.isolate, argv[i], user.bigint).ToLocal(&args[static_cast<size_t>(i)]);
  }
  fine = fine && user.function.Get(user.isolate)
                     ->Call(user.isolate->GetCurrentContext(), v8::Undefined(user.isolate), argc, args.data())
                     .ToLocal(&result);
  if (fine) return GiveResult(context, user, result);
  user.connection->threw = true;
  sqlite3_result_error(context, "", 0);
}

class Database final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;

  static Result<Database*> New(Isolate* isolate) { return js::MakeGc<Database>(isolate); }

  // open(path, read only, foreign keys, double quoted strings, timeout in ms, defensive)
  void Open(Isolate* isolate, const js::Utf8& path, bool read_only, bool foreign_keys, bool double_quoted, int32_t timeout,
            bool defensive) {
    connection_ = std::make_shared<Connection>();
    int flags = SQLITE_OPEN_URI | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (sqlite3_open_v2(path.c_str(), &connection_->db, flags, nullptr) != SQLITE_OK) {
      ThrowFailure(isolate, *connection_);
      connection_.reset();
      return;
    }
    sqlite3* db = connection_->db;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, static_cast<int>(double_quoted), nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, static_cast<int>(double_quoted), nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, static_cast<int>(foreign_keys), nullptr);
    SetDefensive(defensive);
    sqlite3_busy_timeout(db, timeout);
  }

  bool IsOpen() const { return connection_ != nullptr; }
  bool InTransaction() const { return connection_ != nullptr && sqlite3_get_autocommit(connection_->db) == 0; }
  void SetDefensive(bool on) {
    if (connection_ != nullptr) sqlite3_db_config(connection_->db, SQLITE_DBCONFIG_DEFENSIVE, static_cast<int>(on), nullptr);
  }

  void Close(Isolate* isolate) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    if (connection_->busy > 0) return ThrowState(isolate, "database is running a statement");
    connection_->Close();
    connection_.reset();
  }

  void Exec(Isolate* isolate, const js::Utf8& sql) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    auto connection = connection_;
    int status;
    {
      BusyScope busy(*connection);
      status = sqlite3_exec(connection->db, sql.c_str(), nullptr, nullptr, nullptr);
    }
    if (status != SQLITE_OK) ThrowFailure(isolate, *connection);
  }

  // prepare(sql) -> Statement, or undefined for a text without one
  MaybeLocal<Value> Prepare(Isolate* isolate, const js::Utf8& sql) {
    if (connection_ == nullptr) {
      ThrowState(isolate, "database is not open");
      return {};
    }
    sqlite3_stmt* stmt = nullptr;
    connection_->threw = false;
    if (sqlite3_prepare_v2(connection_->db, sql.data(), static_cast<int>(sql.size()), &stmt, nullptr) != SQLITE_OK) {
      ThrowFailure(isolate, *connection_);
      return {};
    }
    if (stmt == nullptr) return v8::Undefined(isolate).As<Value>();
    Local<v8::Object> object;
    if (!js::NewInstance(isolate, isolate->GetCurrentContext(), js::MakeGc<Statement>(isolate, connection_, stmt)).ToLocal(&object)) {
      return {};
    }
    return object.As<Value>();
  }

  // createFunction(name, arguments or -1, deterministic, direct only, bigint arguments, function)
  void CreateFunction(Isolate* isolate, const js::Utf8& name, int32_t count, bool deterministic, bool direct_only, bool bigint,
                      v8::Local<v8::Function> function) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    int flags = SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0) | (direct_only ? SQLITE_DIRECTONLY : 0);
    auto user = std::make_unique<UserFunction>(UserFunction{isolate, {isolate, function}, connection_.get(), bigint});
    connection_->threw = false;
    // SQLite frees it, also when this call fails.
    int status = sqlite3_create_function_v2(connection_->db, name.c_str(), count, flags, user.release(), OnSqlCall, nullptr, nullptr,
                                            [](void* data) { delete static_cast<UserFunction*>(data); });
    if (status != SQLITE_OK) ThrowFailure(isolate, *connection_);
  }

  // location(schema) -> the file's path, or null
  MaybeLocal<Value> Location(Isolate* isolate, const js::Utf8& schema) {
    if (connection_ == nullptr) {
      ThrowState(isolate, "database is not open");
      return {};
    }
    const char* path = sqlite3_db_filename(connection_->db, schema.c_str());
    if (path == nullptr || *path == 0) return v8::Null(isolate).As<Value>();
    return js::NewString(isolate, path).ToLocalChecked().As<Value>();
  }

 private:
  std::shared_ptr<Connection> connection_;
};

const js::Row kDatabaseRows[] = {
    js::Method<&Database::Open>("open"),
    js::Method<&Database::Close>("close"),
    js::Method<&Database::IsOpen>("isOpen"),
    js::Method<&Database::InTransaction>("inTransaction"),
    js::Method<&Database::SetDefensive>("setDefensive"),
    js::Method<&Database::Exec>("exec"),
    js::Method<&Database::Prepare>("prepare"),
    js::Method<&Database::CreateFunction>("createFunction"),
    js::Method<&Database::Location>("location"),
};
const js::ClassSpec Database::kClass = js::GcClass<Database::New>("Database", kDatabaseRows);

const js::Row kRows[] = {js::Class<Database>("Database"), js::Class<Statement>("Statement")};

void Setup(Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  target->Set(isolate->GetCurrentContext(), js::Literal(isolate, "version"), js::Literal(isolate, sqlite3_libversion())).Check();
}

}  // namespace

}  // namespace phasor::bindings::sqlite

namespace phasor::bindings {

extern const js::BindingSpec kBinding_sqlite;
const js::BindingSpec kBinding_sqlite = {"sqlite", sqlite::kRows, sqlite::Setup};

}  // namespace phasor::bindings
