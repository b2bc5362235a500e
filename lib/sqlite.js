'use strict';
// The public module 'node:sqlite' (https://nodejs.org/docs/latest-v24.x/api/sqlite.html).
// What Phasor does not have yet throws ERR_METHOD_NOT_IMPLEMENTED and stands in docs/compatibility.md.

const { emitExperimentalWarning } = require('internal/util');
const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { DatabaseSync } = require('internal/sqlite/database');
const { StatementSync } = require('internal/sqlite/statement');

emitExperimentalWarning('SQLite');

class Session {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }
}

/** Copies a database page by page. */
function backup(sourceDb, path, options = undefined) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('sqlite.backup');
}

module.exports = { DatabaseSync, StatementSync, Session, constants: require('internal/sqlite/constants'), backup };
