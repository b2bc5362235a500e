'use strict';
// Resolution of a legacy Url against another (url.resolve). Called by internal/url/legacy only. In the spirit of RFC 3986,
// section 5.2, with the differences that Node has kept.

/** Takes over every part of `relative` except those named. */
function takeParts(result, relative, except) {
  for (const key of Object.keys(relative)) {
    if (key !== except) result[key] = relative[key];
  }
}

function setPath(result) {
  if (result.pathname || result.search) result.path = `${result.pathname || ''}${result.search || ''}`;
}

/** `relative` has another protocol, one with slashes: the first name of its path can be the host. */
function takeOtherProtocol(result, relative, hostless) {
  result.protocol = relative.protocol;
  let { host, hostname, pathname } = relative;
  if (!host && !/^file:?$/.test(relative.protocol) && !hostless.has(relative.protocol)) {
    const names = (pathname || '').split('/');
    while (names.length > 0 && !host) host = names.shift();
    host ||= '';
    hostname ||= '';
    if (names[0] !== '') names.unshift('');
    if (names.length < 2) names.unshift('');
    pathname = names.join('/');
  }
  result.pathname = pathname;
  result.search = relative.search;
  result.query = relative.query;
  result.host = host || '';
  result.auth = relative.auth;
  result.hostname = hostname || host;
  result.port = relative.port;
  setPath(result);
  result.slashes = result.slashes || relative.slashes;
  result.href = result.format();
}

/** Folds '.' and '..' from the end; what is left over of '..' goes to the front unless `drop`. */
function foldDots(names, drop) {
  let up = 0;
  for (let i = names.length - 1; i >= 0; i--) {
    if (names[i] === '.') {
      names.splice(i, 1);
    } else if (names[i] === '..') {
      names.splice(i, 1);
      up++;
    } else if (up > 0) {
      names.splice(i, 1);
      up--;
    }
  }
  if (!drop) while (up-- > 0) names.unshift('..');
}

/** Credentials that ended up before a host taken from a path: 'user@host'. */
function splitAuth(result) {
  const at = result.host?.indexOf('@') ?? -1;
  if (at <= 0) return;
  const [auth, host] = result.host.split('@');  // what follows a second '@' is lost, as in Node
  result.auth = auth;
  result.host = result.hostname = host;
}

/**
 * For protocols without slashes a host is just the first part of the path: puts both hosts there.
 * @returns {boolean} whether the relative path is still absolute
 */
function hostsIntoPaths(result, relative, source, target) {
  result.hostname = '';
  result.port = null;
  if (result.host) {
    if (source[0] === '') source[0] = result.host;
    else source.unshift(result.host);
  }
  result.host = '';
  if (!relative.protocol) return false;
  const { host } = relative;
  result.auth = null;
  relative.hostname = null;
  relative.port = null;
  if (host) {
    if (target[0] === '') target[0] = host;
    else target.unshift(host);
  }
  relative.host = null;
  return true;
}

/** Only the query differs, or nothing: the path stays. */
function takeSearchOnly(result, relative, source, bare) {
  if (bare) {
    result.hostname = result.host = source.shift();
    splitAuth(result);
  }
  result.search = relative.search;
  result.query = relative.query;
  if (result.pathname !== null || result.search !== null) {
    result.path = `${result.pathname || ''}${result.search || ''}`;
  }
  result.href = result.format();
}

function finishPath(result, relative, names, absolute, bare, foldAll) {
  const last = names[names.length - 1];
  const trailing = ((result.host || relative.host || names.length > 1) && (last === '.' || last === '..')) ||
    last === '';
  foldDots(names, foldAll);
  if (absolute && names[0] !== '' && (!names[0] || names[0][0] !== '/')) names.unshift('');
  if (trailing && !names.join('/').endsWith('/')) names.push('');
  const rooted = names[0] === '' || names[0]?.[0] === '/';
  if (bare) {
    result.hostname = result.host = rooted ? '' : names.length > 0 ? names.shift() : '';
    splitAuth(result);
  }
  if ((absolute || (result.host && names.length > 0)) && !rooted) names.unshift('');
  if (names.length > 0) {
    result.pathname = names.join('/');
    result.path = `${result.pathname}${result.search || ''}`;
  } else {
    result.pathname = null;
    result.path = null;
  }
  if (result.pathname !== null || result.search !== null) {
    result.path = `${result.pathname || ''}${result.search || ''}`;
  }
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
  result.href = result.format();
}

/** Same protocol, no host in front: a path against a path. */
function resolvePath(result, relative, slashed) {
  const relativeRooted = Boolean(relative.host || relative.pathname?.[0] === '/');
  const sourceRooted = result.pathname?.[0] === '/';
  let absolute = Boolean(relativeRooted || sourceRooted || (result.host && relative.pathname));
  const foldAll = absolute;
  let source = result.pathname ? result.pathname.split('/') : [];
  const target = relative.pathname ? relative.pathname.split('/') : [];
  const bare = Boolean(result.protocol && !slashed.has(result.protocol));
  if (bare) {
    hostsIntoPaths(result, relative, source, target);
    absolute = absolute && (target[0] === '' || source[0] === '');
  }
  if (relativeRooted) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    source = target;
  } else if (target.length > 0) {
    source.pop();
    source = source.concat(target);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    takeSearchOnly(result, relative, source, bare);
    return;
  }
  if (source.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return;
  }
  finishPath(result, relative, source, absolute, bare, foldAll);
}

/**
 * @param {Url} result a copy of the base; becomes the answer
 * @param {Url} relative
 * @param {Set<string>} slashed protocols that have '//'
 * @param {Set<string>} hostless protocols that have no host
 */
function resolveInto(result, relative, slashed, hostless) {
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return;
  }
  if (relative.slashes && !relative.protocol) {
    takeParts(result, relative, 'protocol');
    if (slashed.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    result.href = result.format();
    return;
  }
  if (relative.protocol && relative.protocol !== result.protocol) {
    if (!slashed.has(relative.protocol)) {
      takeParts(result, relative);
      result.href = result.format();
    } else {
      takeOtherProtocol(result, relative, hostless);
    }
    return;
  }
  resolvePath(result, relative, slashed);
}

module.exports = { resolveInto };
