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

void Connection::FinalizeStatements() {
  while (!statements.empty()) (*statements.begin())->Finalize();
}

void Connection::Close() {
  FinalizeStatements();
  while (!sessions.empty()) (*sessions.begin())->Delete();
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

// SQLite's default, which distributions raise.
constexpr int kMaxVariables = 32766;

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
    sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, kMaxVariables);
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
    return Wrap(isolate, js::MakeGc<Statement>(isolate, connection_, stmt));
  }

  // createFunction(name, arguments or -1, deterministic, direct only, bigint arguments, function)
  void CreateFunction(Isolate* isolate, const js::Utf8& name, int32_t count, bool deterministic, bool direct_only, bool bigint,
                      v8::Local<v8::Function> function) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    connection_->threw = false;
    int status = DefineFunction(isolate, *connection_, name.c_str(), {count, deterministic, direct_only, bigint}, function);
    if (status != SQLITE_OK) ThrowFailure(isolate, *connection_);
  }

  // createAggregate(name, arguments or -1, direct only, bigint arguments, start, step, inverse, result)
  void CreateAggregate(Isolate* isolate, const js::Utf8& name, int32_t count, bool direct_only, bool bigint, js::Value start,
                       js::Value step, js::Value inverse, js::Value result) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    connection_->threw = false;
    int status = DefineAggregate(isolate, *connection_, name.c_str(), {count, false, direct_only, bigint}, {start, step, inverse, result});
    if (status != SQLITE_OK) ThrowFailure(isolate, *connection_);
  }

  void Authorize(Isolate* isolate, js::Value callback) {
    if (connection_ == nullptr) return ThrowState(isolate, "database is not open");
    SetAuthorizer(isolate, *connection_, callback);
  }

  // limit(id, value or -1 to ask) -> the value before
  int32_t Limit(int32_t id, int32_t value) { return connection_ == nullptr ? -1 : sqlite3_limit(connection_->db, id, value); }

  void EnableExtensions(bool on) {
    if (connection_ != nullptr) sqlite3_db_config(connection_->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, static_cast<int>(on), nullptr);
  }

  // loadExtension(path, entry point or undefined) -> what went wrong, or undefined
  std::optional<std::string> LoadExtension(const js::Utf8& path, const std::optional<std::string>& entry) {
    if (connection_ == nullptr) return "database is not open";
    char* message = nullptr;
    int status = sqlite3_load_extension(connection_->db, path.c_str(), entry ? entry->c_str() : nullptr, &message);
    std::unique_ptr<char, decltype(&sqlite3_free)> owned(message, sqlite3_free);
    if (status == SQLITE_OK) return std::nullopt;
    return message == nullptr ? sqlite3_errstr(status) : message;
  }

  MaybeLocal<Value> SerializeTo(Isolate* isolate, const js::Utf8& schema) {
    if (!RequireIdle(isolate)) return {};
    return Serialize(isolate, *connection_, schema.c_str());
  }

  void DeserializeFrom(Isolate* isolate, const js::Bytes& content, const js::Utf8& schema) {
    if (RequireIdle(isolate)) Deserialize(isolate, *connection_, content, schema.c_str());
  }

  // applyChangeset(bytes, filter, conflict) -> whether everything was applied
  bool Apply(Isolate* isolate, const js::Bytes& changeset, js::Value filter, js::Value conflict) {
    if (!RequireIdle(isolate)) return false;
    auto connection = connection_;
    return ApplyChangeset(isolate, *connection, changeset, filter, conflict);
  }

  // createSession(schema, table or undefined) -> Session
  MaybeLocal<Value> CreateSession(Isolate* isolate, const js::Utf8& schema, const std::optional<std::string>& table) {
    if (!RequireIdle(isolate)) return {};
    sqlite3_session* session = nullptr;
    if (sqlite3session_create(connection_->db, schema.c_str(), &session) != SQLITE_OK) {
      ThrowFailure(isolate, *connection_);
      return {};
    }
    if (sqlite3session_attach(session, table ? table->c_str() : nullptr) != SQLITE_OK) {
      sqlite3session_delete(session);
      ThrowFailure(isolate, *connection_);
      return {};
    }
    return Wrap(isolate, js::MakeGc<Session>(isolate, connection_, session));
  }

  // backup(path, source schema, target schema) -> Backup
  MaybeLocal<Value> StartBackup(Isolate* isolate, const js::Utf8& path, const js::Utf8& source, const js::Utf8& target) {
    if (!RequireIdle(isolate)) return {};
    auto* backup = js::MakeGc<Backup>(isolate);
    if (!backup->Open(isolate, connection_, path.str(), source.str(), target.str())) return {};
    return Wrap(isolate, backup);
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
  // Open, and not in the middle of a statement that has called the user.
  bool RequireIdle(Isolate* isolate) {
    if (connection_ != nullptr && connection_->busy == 0) return true;
    ThrowState(isolate, connection_ == nullptr ? "database is not open" : "database is running a statement");
    return false;
  }

  template <class T>
  static MaybeLocal<Value> Wrap(Isolate* isolate, T* object) {
    Local<v8::Object> wrapper;
    if (!js::NewInstance(isolate, isolate->GetCurrentContext(), object).ToLocal(&wrapper)) return {};
    return wrapper.As<Value>();
  }

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
    js::Method<&Database::CreateAggregate>("createAggregate"),
    js::Method<&Database::Authorize>("setAuthorizer"),
    js::Method<&Database::Limit>("limit"),
    js::Method<&Database::EnableExtensions>("enableExtensions"),
    js::Method<&Database::LoadExtension>("loadExtension"),
    js::Method<&Database::SerializeTo>("serialize"),
    js::Method<&Database::DeserializeFrom>("deserialize"),
    js::Method<&Database::Apply>("applyChangeset"),
    js::Method<&Database::CreateSession>("createSession"),
    js::Method<&Database::StartBackup>("backup"),
    js::Method<&Database::Location>("location"),
};
const js::ClassSpec Database::kClass = js::GcClass<Database::New>("Database", kDatabaseRows);

const js::Row kRows[] = {js::Class<Database>("Database"), js::Class<Statement>("Statement"), js::Class<Session>("Session"),
                         js::Class<Backup>("Backup")};

void Setup(Isolate* isolate, v8::Local<v8::Context>, v8::Local<v8::Object> target) {
  target->Set(isolate->GetCurrentContext(), js::Literal(isolate, "version"), js::Literal(isolate, sqlite3_libversion())).Check();
}

}  // namespace

}  // namespace phasor::bindings::sqlite

namespace phasor::bindings {

extern const js::BindingSpec kBinding_sqlite;
const js::BindingSpec kBinding_sqlite = {"sqlite", sqlite::kRows, sqlite::Setup};

}  // namespace phasor::bindings
