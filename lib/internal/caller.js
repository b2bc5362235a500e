'use strict';
// Who called a public function: for deprecations that spare packages, whose users cannot mend them.

/**
 * Whether the nearest caller outside of the runtime is code in a node_modules folder.
 * @returns {boolean}
 */
function isCalledFromNodeModules() {
  const { stackTraceLimit, prepareStackTrace } = Error;
  let files;
  // User code may have changed both, or frozen them; this needs its own for one error.
  Reflect.set(Error, 'stackTraceLimit', 20);
  Reflect.set(Error, 'prepareStackTrace', (error, sites) => sites.map((site) => site.getFileName()));
  try {
    files = new Error().stack;
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
    Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
  }
  if (!Array.isArray(files)) return false;
  const caller = files.find((file) => file && !file.startsWith('node:'));
  return caller !== undefined && /(?:^|[\\/])node_modules[\\/]/.test(caller);
}

module.exports = { isCalledFromNodeModules };
