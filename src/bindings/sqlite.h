// binding('sqlite'): connections and statements of libsqlite3. lib/internal/sqlite validates arguments and knows names of
// parameters. Callers: lib/internal/sqlite/*.js.
//
// A Connection is shared by the Database and its statements, so that each side may be collected first. Rules: closing
// finalises every statement; while SQLite runs (`busy`), JavaScript may be called back, so that closing and using a
// statement that runs are refused then.
#pragma once

// The header declares sessions only so.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include <memory>
#include <set>
#include <string>

#include "js/class.h"

namespace phasor::bindings::sqlite {

class Backup;
class Session;
class Statement;

struct Connection {
  sqlite3* db = nullptr;
  std::set<Statement*> statements;
  std::set<Session*> sessions;
  int busy = 0;
  v8::Isolate* isolate = nullptr;
  v8::Global<v8::Function> authorizer;  // weak (see "Callbacks of the user"); empty: none
  // A function of the user has thrown: its exception is pending, what SQLite reports is only the echo.
  bool threw = false;

  ~Connection() { Close(); }
  void Close();
  void FinalizeStatements();
};

// Counts a run of SQLite, in which JavaScript may be called.
class BusyScope {
 public:
  explicit BusyScope(Connection& connection) : connection_(connection) {
    ++connection_.busy;
    connection_.threw = false;
  }
  ~BusyScope() { --connection_.busy; }
  BusyScope(const BusyScope&) = delete;

 private:
  Connection& connection_;
};

// ERR_SQLITE_ERROR with errcode and errstr; nothing where an exception of the user is pending.
void ThrowFailure(v8::Isolate* isolate, Connection& connection);
void ThrowState(v8::Isolate* isolate, const char* message);

v8::Local<v8::Value> TextOrNull(v8::Isolate* isolate, const char* text);

// SQLite's value as JavaScript's. Empty: an exception is pending (an integer beyond 2^53).
v8::MaybeLocal<v8::Value> FromColumn(v8::Isolate* isolate, sqlite3_value* value, bool bigint);

// ---- Callbacks of the user (sqlite_functions.cc) ----
//
// Their handles are weak: the wrappers of the database, its statements and sessions keep the functions
// (lib/internal/sqlite/database.js), so that a function which refers to its database makes a cycle that the garbage collector
// can see.

struct FunctionOptions {
  int32_t arity = -1;  // -1: any number of arguments
  bool deterministic = false;
  bool direct_only = false;
  bool bigint = false;
};
struct AggregateParts {
  js::Value start, step, inverse, result;
};
// SQLite's status.
int DefineFunction(v8::Isolate* isolate, Connection& connection, const char* name, const FunctionOptions& options,
                   v8::Local<v8::Function> function);
int DefineAggregate(v8::Isolate* isolate, Connection& connection, const char* name, const FunctionOptions& options,
                    const AggregateParts& parts);
// `callback`: a function, or anything else for none.
void SetAuthorizer(v8::Isolate* isolate, Connection& connection, js::Value callback);

// ---- Sessions and copies (sqlite_session.cc) ----

// Whether everything was applied; `filter` and `conflict`: functions, or anything else for none.
bool ApplyChangeset(v8::Isolate* isolate, Connection& connection, const js::Bytes& changeset, js::Value filter, js::Value conflict);
v8::MaybeLocal<v8::Value> Serialize(v8::Isolate* isolate, Connection& connection, const char* schema);
void Deserialize(v8::Isolate* isolate, Connection& connection, const js::Bytes& content, const char* schema);

class Session final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  Session(std::shared_ptr<Connection> connection, sqlite3_session* session);
  ~Session() override { Delete(); }
  void Delete();
  // close(): refused while changes() runs, which may call the authorizer
  void Close(v8::Isolate* isolate);
  bool IsOpen() const { return session_ != nullptr; }
  // changes(patchset) -> Uint8Array; the session must be open
  v8::MaybeLocal<v8::Value> Changes(v8::Isolate* isolate, bool patchset);

 private:
  std::shared_ptr<Connection> connection_;
  sqlite3_session* session_;
  bool running_ = false;
};

// A copy of a database to a file, some pages at a time.
class Backup final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  ~Backup() override;
  bool Open(v8::Isolate* isolate, std::shared_ptr<Connection> source, const std::string& path, const std::string& source_name,
            const std::string& target_name);
  v8::MaybeLocal<v8::Value> Step(v8::Isolate* isolate, int32_t pages);
  void Finish();

 private:
  void ThrowTarget(v8::Isolate* isolate);
  std::shared_ptr<Connection> source_;
  sqlite3* target_ = nullptr;
  sqlite3_backup* backup_ = nullptr;
};

class Statement final : public js::GcObject {
 public:
  static const js::ClassSpec kClass;
  Statement(std::shared_ptr<Connection> connection, sqlite3_stmt* stmt) : connection_(std::move(connection)), stmt_(stmt) {
    connection_->statements.insert(this);
  }
  ~Statement() override { Finalize(); }
  void Finalize();

  // names() -> the parameters' names, null for those without, in order
  v8::MaybeLocal<v8::Value> Names(v8::Isolate* isolate);
  // clear(): forgets the values and the place
  void Clear(v8::Isolate* isolate);
  // reset(): forgets the place
  void Reset(v8::Isolate* isolate);
  // bind(index, value) -> false: not a value that SQLite knows
  bool Bind(v8::Isolate* isolate, int32_t index, js::Value value);
  // run(bigint) -> [changes, last row id]
  v8::MaybeLocal<v8::Value> Run(v8::Isolate* isolate, bool bigint);
  // step(bigint) -> the next row's values, undefined at the end
  v8::MaybeLocal<v8::Value> Step(v8::Isolate* isolate, bool bigint);
  // all(bigint) -> every row's values
  v8::MaybeLocal<v8::Value> All(v8::Isolate* isolate, bool bigint);
  // columns() -> [name, column, database, table, type] for each
  v8::MaybeLocal<v8::Value> Columns(v8::Isolate* isolate);
  // sql(expanded)
  v8::MaybeLocal<v8::Value> Sql(v8::Isolate* isolate, bool expanded);
  bool IsFinalized() const { return stmt_ == nullptr; }

 private:
  bool Usable(v8::Isolate* isolate);
  v8::MaybeLocal<v8::Value> Row(v8::Isolate* isolate, bool bigint);
  // SQLITE_ROW, SQLITE_DONE, or another number: an exception is pending
  int StepOnce(v8::Isolate* isolate);

  std::shared_ptr<Connection> connection_;
  sqlite3_stmt* stmt_;
  bool running_ = false;
};

}  // namespace phasor::bindings::sqlite
