'use strict';
// The argument forms that net.connect, Socket.connect and Server.listen share:
//   ([options] [, callback])   (path [, callback])   (port [, host] [...] [, callback])

const kNormalized = Symbol('kNormalized');

/** A string that is no number is the path of a Unix-domain socket. */
function toNumber(value) {
  const number = Number(value);
  return number >= 0 ? number : false;
}

function isPipeName(value) {
  return typeof value === 'string' && toNumber(value) === false;
}

/** @param {unknown[]} args @returns {[object, Function|null]} options and callback */
function normalizeArgs(args) {
  if (args.length === 1 && args[0]?.[kNormalized] === true) return args[0];
  let options = {};
  const first = args[0];
  if (args.length !== 0) {
    if (typeof first === 'object' && first !== null) {
      options = first;
    } else if (isPipeName(first)) {
      options.path = first;
    } else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
  }
  const last = args[args.length - 1];
  const normalized = [options, args.length !== 0 && typeof last === 'function' ? last : null];
  normalized[kNormalized] = true;
  return normalized;
}

module.exports = { isPipeName, normalizeArgs, toNumber };
