'use strict';
// Whether text for a stream may have colors. Callers: console, styleText, assert's diff, the uncaught error printer.

/**
 * @param {{isTTY?: boolean, getColorDepth?: () => number}|undefined} stream
 * @returns {boolean} FORCE_COLOR wins over what the stream says
 */
function shouldColorize(stream) {
  if (process.env.FORCE_COLOR !== undefined) return require('internal/tty_colors').getColorDepth() > 2;
  return Boolean(stream?.isTTY) && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2);
}

module.exports = { shouldColorize };
