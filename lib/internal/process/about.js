'use strict';
// What this program is: versions, release, features, config. Caller: per_process.js.
// Rule: Phasor claims the Node release whose APIs it has; process.versions.phasor tells the two apart.

const NODE_VERSION = '24.21.0';

function readOnly(value) {
  return { __proto__: null, value, writable: false, enumerable: true, configurable: false };
}

function makeVersions() {
  const versions = {};
  const native = binding('versions').versions;
  for (const name of Object.keys(native)) {
    Object.defineProperty(versions, name, { __proto__: null, value: native[name], enumerable: true });
  }
  return Object.freeze(versions);
}

function makeRelease() {
  const release = {};
  const base = `https://nodejs.org/download/release/v${NODE_VERSION}/node-v${NODE_VERSION}`;
  const fields = { name: 'node', lts: 'Krypton', sourceUrl: `${base}.tar.gz`, headersUrl: `${base}-headers.tar.gz` };
  for (const name of Object.keys(fields)) {
    Object.defineProperty(release, name, { __proto__: null, value: fields[name], enumerable: true, configurable: true });
  }
  return release;
}

function makeFeatures() {
  const features = {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: true,
    tls_alpn: true,
    tls_sni: true,
    tls_ocsp: true,
    tls: true,
    openssl_is_boringssl: false,
  };
  const { getOptionValue } = require('internal/options');
  const computed = {
    cached_builtins: () => true,
    require_module: () => getOptionValue('--require-module'),
    quic: () => false,
    typescript: typeScriptMode,
  };
  for (const name of Object.keys(computed)) {
    Object.defineProperty(features, name, {
      __proto__: null, get: computed[name], set: undefined, enumerable: true, configurable: true,
    });
  }
  return features;
}

/** How TypeScript files are run: 'strip', 'transform', or not at all (false). */
function typeScriptMode() {
  const { getOptionValue } = require('internal/options');
  if (getOptionValue('--experimental-transform-types')) return 'transform';
  return getOptionValue('--strip-types') === false ? false : 'strip';
}

// Packages that compile addons read these; the rest of Node's list describes Node's own build.
function makeConfig() {
  const variables = {
    asan: 0,
    coverage: false,
    debug_node: false,
    host_arch: 'x64',
    icu_small: false,
    is_debug: 0,
    napi_build_version: '10',
    node_builtin_shareable_builtins: [],
    node_byteorder: 'little',
    node_module_version: 137,
    node_no_browser_globals: false,
    node_prefix: '/',
    node_shared: false,
    node_shared_openssl: true,
    node_use_amaro: true,
    node_use_openssl: true,
    node_use_quic: false,
    node_use_sqlite: false,
    node_without_node_options: false,
    openssl_is_fips: false,
    shlib_suffix: 'so.137',
    single_executable_application: false,
    target_arch: 'x64',
    ubsan: 0,
    v8_enable_i18n_support: 1,
    v8_enable_inspector: 0,
    v8_enable_webassembly: 1,
    v8_use_siphash: 1,
  };
  const targetDefaults = { include_dirs: [], libraries: [], defines: [], cflags: [], default_configuration: 'Release' };
  const config = { variables, target_defaults: targetDefaults };
  for (const part of Object.values(config)) {
    for (const value of Object.values(part)) if (typeof value === 'object') Object.freeze(value);
    Object.freeze(part);
  }
  return Object.freeze(config);
}

function install(target) {
  const fixed = { __proto__: null, enumerable: true, configurable: true, writable: false };
  const define = (name, value) => Object.defineProperty(target, name, { ...fixed, value });
  define('version', `v${NODE_VERSION}`);
  define('versions', makeVersions());
  define('arch', 'x64');
  define('platform', 'linux');
  define('release', makeRelease());
  define('config', makeConfig());
  Object.defineProperty(target, 'features', readOnly(makeFeatures()));
}

module.exports = { install };
