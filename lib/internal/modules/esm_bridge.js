'use strict';
// What the CommonJS loader needs of ES modules. Until they are there, loading one throws ERR_REQUIRE_ESM.

const { codes: { ERR_REQUIRE_ESM } } = require('internal/errors');

/** The namespace object of the ES module in `filename`, for require(). */
function loadEsm(filename, parent, pkg) {
  throw new ERR_REQUIRE_ESM(filename, true, parent?.filename, pkg?.path);
}

/** Whether a SyntaxError of compiling `content` as CommonJS means that it is an ES module. */
function looksLikeEsm(error, content, filename, pkg) {
  return false;
}

function syncBuiltinExports() {}

module.exports = { loadEsm, looksLikeEsm, syncBuiltinExports };
