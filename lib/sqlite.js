'use strict';
// The public module 'node:sqlite' (https://nodejs.org/docs/latest-v24.x/api/sqlite.html).

const { backup } = require('internal/sqlite/backup');
const { DatabaseSync } = require('internal/sqlite/database');
const { Session } = require('internal/sqlite/session');
const { StatementSync } = require('internal/sqlite/statement');

module.exports = { DatabaseSync, StatementSync, Session, constants: require('internal/sqlite/constants'), backup };
