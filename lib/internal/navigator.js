'use strict';
// The global `navigator` (HTML, "The Navigator object", as far as it makes sense for a server; Node's documentation:
// Globals). Caller: bootstrap/node.js, when the global is first touched.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { kEnumerableProperty } = require('internal/util');

const kSecret = Symbol('kSecret');

/** The platform's name as browsers have it. */
function navigatorPlatform(arch, platform) {
  const names = { __proto__: null, ia32: 'i686', x64: 'x86_64' };
  if (platform === 'linux') return `Linux ${names[arch] ?? arch}`;
  return `${platform[0].toUpperCase()}${platform.slice(1)} ${arch}`;
}

class Navigator {
  #locks;
  #language;
  #languages;

  constructor(secret) {
    if (secret !== kSecret) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** @returns {number} threads that run at the same time */
  get hardwareConcurrency() {
    return require('os').availableParallelism();
  }

  /** @returns {LockManager} */
  get locks() {
    return this.#locks ??= require('internal/locks').locks;
  }

  get language() {
    return this.#language ??= Intl.Collator().resolvedOptions().locale;
  }

  get languages() {
    return this.#languages ??= Object.freeze([this.language]);
  }

  get userAgent() {
    return `Node.js/${process.versions.node.split('.')[0]}`;
  }

  get platform() {
    return navigatorPlatform(process.arch, process.platform);
  }
}

Object.defineProperties(Navigator.prototype, {
  hardwareConcurrency: kEnumerableProperty,
  locks: kEnumerableProperty,
  language: kEnumerableProperty,
  languages: kEnumerableProperty,
  userAgent: kEnumerableProperty,
  platform: kEnumerableProperty,
});

module.exports = { Navigator, navigator: new Navigator(kSecret) };
