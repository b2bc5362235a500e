'use strict';
// Every ERR_* code that JavaScript throws: code -> [message, base class, more base classes].
// Callers: internal/errors makes a class from an entry when a code is first used; nobody else reads the table.
// A message is either text, where each %s, %d or %j takes one constructor argument, or a function of the arguments;
// `this` in such a function is the new error, already with its code, so that it may add properties.
// Codes that C++ makes stand in src/base/error_codes.inc; a code in both places has the same base class.

const text = require('internal/error_text');

const ErrorClass = Error;
const Type = TypeError;
const Range = RangeError;
const SYSTEM = 'system';

module.exports = {
  __proto__: null,

  // Arguments and options
  ERR_AMBIGUOUS_ARGUMENT: ['The "%s" argument is ambiguous. %s', Type],
  ERR_ARG_NOT_ITERABLE: ['%s must be iterable', Type],
  ERR_INCOMPATIBLE_OPTION_PAIR: ['Option "%s" cannot be used in combination with option "%s"', Type],
  ERR_INVALID_ADDRESS: ['Invalid socket address', ErrorClass],
  ERR_INVALID_ADDRESS_FAMILY: [text.invalidAddressFamily, Range],
  ERR_INVALID_ARG_TYPE: [text.invalidArgType, Type],
  ERR_INVALID_ARG_VALUE: [text.invalidArgValue, Type, Range],
  ERR_INVALID_CHAR: [(name, field) => {
    return `Invalid character in ${name}${field === undefined ? '' : ` ["${field}"]`}`;
  }, Type],
  ERR_INVALID_CURSOR_POS: ['Cannot set cursor row without setting its column', Type],
  ERR_INVALID_MIME_SYNTAX: [(production, input, index) => {
    const where = index === -1 ? '' : ` at ${index}`;
    return `The MIME syntax for a ${production} in "${input}" is invalid${where}`;
  }, Type],
  ERR_INVALID_OBJECT_DEFINE_PROPERTY: ['%s', Type],
  ERR_INVALID_RETURN_PROPERTY: [(expected, name, property, value) => {
    return `Expected a valid ${expected} to be returned for the "${property}" from the "${name}" hook but got ${value}.`;
  }, Type],
  ERR_INVALID_RETURN_PROPERTY_VALUE: [(expected, name, property, value) => {
    return `Expected ${expected} to be returned for the "${property}" from the "${name}" hook but got ` +
      `${text.describe(value)}.`;
  }, Type],
  ERR_INVALID_RETURN_VALUE: [(expected, name, value) => {
    return `Expected ${expected} to be returned from the "${name}" function but got ${text.describe(value)}.`;
  }, Type, Range],
  ERR_INVALID_STATE: ['Invalid state: %s', ErrorClass, Type, Range],
  ERR_INVALID_THIS: ['Value of "this" must be of type %s', Type],
  ERR_INVALID_TUPLE: ['%s must be an iterable %s tuple', Type],
  ERR_MISSING_ARGS: [text.missingArgs, Type],
  ERR_MISSING_OPTION: ['%s is required', Type],
  ERR_OUT_OF_RANGE: [text.outOfRange, Range],
  ERR_UNKNOWN_ENCODING: ['Unknown encoding: %s', Type],
  ERR_UNKNOWN_SIGNAL: ['Unknown signal: %s', Type],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: ['%s', Type],
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: [
    "Unexpected argument '%s'. This command does not take positional arguments", Type],
  ERR_PARSE_ARGS_UNKNOWN_OPTION: [(option, allowPositionals) => {
    const hint = allowPositionals ?
      `. To specify a positional argument starting with a '-', place it at the end of the command after '--', ` +
      `as in '-- "${option}"` : '';
    return `Unknown option '${option}'${hint}`;
  }, Type],

  // Errors of the runtime in general
  ERR_ASSERTION: ['%s', ErrorClass],
  ERR_ASSERT_SNAPSHOT_NOT_SUPPORTED: ['Snapshot is not supported in this context', Type],
  ERR_ASYNC_CALLBACK: ['%s must be a function', Type],
  ERR_ASYNC_LOADER_REQUEST_NEVER_SETTLED: ['Async loader request never settled', ErrorClass],
  ERR_ASYNC_TYPE: ['Invalid name for async "type": %s', Type],
  ERR_CANNOT_WATCH_SIGINT: ['Cannot watch for SIGINT signals', ErrorClass],
  ERR_CONSOLE_WRITABLE_STREAM: ['Console expects a writable stream instance for %s', Type],
  ERR_CONSTRUCT_CALL_INVALID: ['Constructor cannot be called', Type],
  ERR_CONSTRUCT_CALL_REQUIRED: ['Class constructor %s cannot be invoked without `new`', Type],
  ERR_CONTEXT_NOT_INITIALIZED: ['context used is not initialized', ErrorClass],
  ERR_DEBUGGER_ERROR: ['%s', ErrorClass],
  ERR_DEBUGGER_STARTUP_ERROR: ['%s', ErrorClass],
  ERR_DOMAIN_CALLBACK_NOT_AVAILABLE: [
    'A callback was registered through process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive ' +
    'with using the `domain` module', ErrorClass],
  ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE: [
    'The `domain` module is in use, which is mutually exclusive with calling ' +
    'process.setUncaughtExceptionCaptureCallback()', ErrorClass],
  ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION: ['Deserialize main function is already configured.', ErrorClass],
  ERR_ENCODING_INVALID_ENCODED_DATA: [function(encoding, ret) {
    this.errno = ret;
    return `The encoded data was not valid for encoding ${encoding}`;
  }, Type],
  ERR_ENCODING_NOT_SUPPORTED: ['The "%s" encoding is not supported', Range],
  ERR_EVAL_ESM_CANNOT_PRINT: ['--print cannot be used with ESM input', ErrorClass],
  ERR_EVENT_RECURSION: ['The event "%s" is already being dispatched', ErrorClass],
  ERR_EXECUTION_ENVIRONMENT_NOT_AVAILABLE: [
    'Context not associated with Node.js environment', ErrorClass],
  ERR_FALSY_VALUE_REJECTION: [function(reason) {
    this.reason = reason;
    return 'Promise was rejected with falsy value';
  }, ErrorClass],
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: [
    'The feature %s is unavailable on the current platform, which is being used to run Node.js', Type],
  ERR_ILLEGAL_CONSTRUCTOR: ['Illegal constructor', Type],
  ERR_INTERNAL_ASSERTION: [(message) => {
    const suffix = 'This is a bug in Phasor or incorrect usage of its internals.';
    return message === undefined ? suffix : `${message}\n${suffix}\n`;
  }, ErrorClass],
  ERR_INVALID_ASYNC_ID: ['Invalid %s value: %s', Range],
  ERR_INVALID_TRANSFER_OBJECT: ['Found invalid object in transferList', Type],
  ERR_MEMORY_ALLOCATION_FAILED: ['Failed to allocate memory', ErrorClass],
  ERR_METHOD_NOT_IMPLEMENTED: ['The %s method is not implemented', ErrorClass],
  ERR_MULTIPLE_CALLBACK: ['Callback called multiple times', ErrorClass],
  ERR_NOT_BUILDING_SNAPSHOT: ['Operation cannot be invoked when not building startup snapshot', ErrorClass],
  ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION: [
    'Operation cannot be invoked when not in a single-executable application', ErrorClass],
  ERR_NOT_SUPPORTED_IN_SNAPSHOT: ['%s is not supported in startup snapshot', ErrorClass],
  ERR_NO_CRYPTO: ['Node.js is not compiled with OpenSSL crypto support', ErrorClass],
  ERR_NO_ICU: ['%s is not supported on Node.js compiled without ICU', Type],
  ERR_NO_TYPESCRIPT: ['Node.js is not compiled with TypeScript support', ErrorClass],
  ERR_OPERATION_FAILED: ['Operation failed: %s', ErrorClass, Type],
  ERR_OPTIONS_BEFORE_BOOTSTRAPPING: [
    'Should not query options before bootstrapping is done', ErrorClass],
  ERR_PROTO_ACCESS: ['Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw', ErrorClass],
  ERR_SCRIPT_EXECUTION_INTERRUPTED: ['Script execution was interrupted by `SIGINT`', ErrorClass],
  ERR_SCRIPT_EXECUTION_TIMEOUT: ['Script execution timed out after %sms', ErrorClass],
  ERR_SINGLE_EXECUTABLE_APPLICATION_ASSET_NOT_FOUND: [
    'Cannot find asset %s for the single executable application', ErrorClass],
  ERR_SYNTHETIC: ['JavaScript Callstack', ErrorClass],
  ERR_SYSTEM_ERROR: ['A system error occurred', SYSTEM],
  ERR_TEST_FAILURE: [function(error, failureType, options) {
    this.failureType = failureType;
    this.cause = error;
    if (options?.cause !== undefined) this.cause = options.cause;
    return typeof error === 'string' ? error : error?.message ?? text.inspect(error);
  }, ErrorClass],
  ERR_TRACE_EVENTS_CATEGORY_REQUIRED: ['At least one category is required', Type],
  ERR_TRACE_EVENTS_UNAVAILABLE: ['Trace events are unavailable', ErrorClass],
  ERR_UNAVAILABLE_DURING_EXIT: ['Cannot call function in process exit handler', ErrorClass],
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET: [
    '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active', ErrorClass],
  ERR_UNHANDLED_ERROR: [(shown) => {
    return shown === undefined ? 'Unhandled error.' : `Unhandled error. (${shown})`;
  }, ErrorClass],
  ERR_UNKNOWN_CREDENTIAL: ['%s identifier does not exist: %s', ErrorClass],
  ERR_USE_AFTER_CLOSE: ['%s was closed', ErrorClass],
  ERR_VALID_PERFORMANCE_ENTRY_TYPE: ['At least one valid performance entry type is required', ErrorClass],
  ERR_PERFORMANCE_INVALID_TIMESTAMP: ['%d is not a valid timestamp', Type],
  ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS: ['%s', Type],
  ERR_ACCESS_DENIED: [function(message, permission = '', resource = '') {
    this.permission = permission;
    this.resource = resource;
    return message;
  }, ErrorClass],
  ERR_WEBASSEMBLY_NOT_SUPPORTED: [
    'WebAssembly is not supported in this environment, but is required for %s', ErrorClass],
  ERR_WEBASSEMBLY_RESPONSE: ['WebAssembly response %s', Type],
  ERR_WASI_ALREADY_STARTED: ['WASI instance has already started', ErrorClass],
  ERR_WASI_NOT_STARTED: ['wasi.start() has not been called', ErrorClass],

  // Buffers and strings
  ERR_BUFFER_CONTEXT_NOT_AVAILABLE: ['Buffer is not available for the current Context', ErrorClass],
  ERR_BUFFER_OUT_OF_BOUNDS: [(name) => {
    return name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds';
  }, Range],
  ERR_BUFFER_TOO_LARGE: ['Cannot create a Buffer larger than %s bytes', Range],
  ERR_INVALID_BUFFER_SIZE: ['Buffer size must be a multiple of %s', Range],
  ERR_STRING_TOO_LONG: ['Cannot create a string longer than 0x1fffffe8 characters', ErrorClass],

  // Child processes, cluster and workers
  ERR_CHILD_CLOSED_BEFORE_REPLY: ['Child closed before reply received', ErrorClass],
  ERR_CHILD_PROCESS_IPC_REQUIRED: ["Forked processes must have an IPC channel, missing value 'ipc' in %s", ErrorClass],
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: ['%s maxBuffer length exceeded', Range],
  ERR_CLOSED_MESSAGE_PORT: ['Cannot send data on closed MessagePort', ErrorClass],
  ERR_INVALID_HANDLE_TYPE: ['This handle type cannot be sent', Type],
  ERR_INVALID_SYNC_FORK_INPUT: [
    'Asynchronous forks do not support Buffer, TypedArray, DataView or string input: %s', Type],
  ERR_IPC_CHANNEL_CLOSED: ['Channel closed', ErrorClass],
  ERR_IPC_DISCONNECTED: ['IPC channel is already disconnected', ErrorClass],
  ERR_IPC_ONE_PIPE: ['Child process can have only one IPC pipe', ErrorClass],
  ERR_IPC_SYNC_FORK: ['IPC cannot be used with synchronous forks', ErrorClass],
  ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE: ['A message object could not be deserialized successfully in the target vm.Context',
                                           ErrorClass],
  ERR_MISSING_PLATFORM_FOR_WORKER: ['The V8 platform used by this instance of Node does not support creating Workers',
                                    ErrorClass],
  ERR_WORKER_HANDLE_NOT_TRANSFERABLE: [
    '%s cannot be transferred in its current state; it must be a freshly created or accepted handle that has not started reading and ' +
    'has no pending writes', ErrorClass],
  ERR_WORKER_INIT_FAILED: ['Worker initialization failure: %s', ErrorClass],
  ERR_WORKER_INVALID_EXEC_ARGV: [(errors, source = 'invalid execArgv flags') => {
    return `Initiated Worker with ${source}: ${errors.join(', ')}`;
  }, ErrorClass],
  ERR_WORKER_MESSAGING_ERRORED: ['The destination thread threw an error while processing the message', ErrorClass],
  ERR_WORKER_MESSAGING_FAILED: ['Cannot find the destination thread or listener', ErrorClass],
  ERR_WORKER_MESSAGING_SAME_THREAD: ['Cannot sent a message to the same thread', ErrorClass],
  ERR_WORKER_MESSAGING_TIMEOUT: ['Sending a message to another thread timed out', ErrorClass],
  ERR_WORKER_NOT_RUNNING: ['Worker instance not running', ErrorClass],
  ERR_WORKER_OUT_OF_MEMORY: ['Worker terminated due to reaching memory limit: %s', ErrorClass],
  ERR_WORKER_PATH: [(filename) => {
    const hint = filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' :
      filename.startsWith('data:text/javascript') ? ' Wrap data: URLs with `new URL`.' : '';
    return 'The worker script or module filename must be an absolute path or a relative path starting with ' +
      `'./' or '../'.${hint} Received "${filename}"`;
  }, Type],
  ERR_WORKER_UNSERIALIZABLE_ERROR: ['Serializing an uncaught exception failed', ErrorClass],
  ERR_WORKER_UNSUPPORTED_OPERATION: ['%s is not supported in workers', Type],

  // Crypto
  ERR_CRYPTO_ARGON2_NOT_SUPPORTED: ['Argon2 algorithm not supported', ErrorClass],
  ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED: [
    'Programmatic selection of OpenSSL engines is unsupported while the experimental permission model is enabled', ErrorClass],
  ERR_CRYPTO_ECDH_INVALID_FORMAT: ['Invalid ECDH format: %s', Type],
  ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY: ['Public key is not valid for specified curve', ErrorClass],
  ERR_CRYPTO_ENGINE_UNKNOWN: ['Engine "%s" was not found', ErrorClass],
  ERR_CRYPTO_FIPS_FORCED: ['Cannot set FIPS mode, it was forced with --force-fips at startup.', ErrorClass],
  ERR_CRYPTO_FIPS_UNAVAILABLE: ['Cannot set FIPS mode in a non-FIPS build.', ErrorClass],
  ERR_CRYPTO_HASH_FINALIZED: ['Digest already called', ErrorClass],
  ERR_CRYPTO_HASH_UPDATE_FAILED: ['Hash update failed', ErrorClass],
  ERR_CRYPTO_INCOMPATIBLE_KEY: ['Incompatible %s: %s', ErrorClass],
  ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS: ['The selected key encoding %s %s.', ErrorClass],
  ERR_CRYPTO_INITIALIZATION_FAILED: ['Initialization failed', ErrorClass],
  ERR_CRYPTO_INVALID_AUTH_TAG: ['Invalid authentication tag', Type],
  ERR_CRYPTO_INVALID_COUNTER: ['Invalid counter', Type],
  ERR_CRYPTO_INVALID_CURVE: ['Invalid EC curve name', Type],
  ERR_CRYPTO_INVALID_DIGEST: ['Invalid digest: %s', Type],
  ERR_CRYPTO_INVALID_IV: ['Invalid initialization vector', Type],
  ERR_CRYPTO_INVALID_JWK: ['Invalid JWK data', Type],
  ERR_CRYPTO_INVALID_KEYLEN: ['Invalid key length', Range],
  ERR_CRYPTO_INVALID_KEYPAIR: ['Invalid key pair', Range],
  ERR_CRYPTO_INVALID_KEYTYPE: ['Invalid key type', Range],
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE: ['Invalid key object type %s, expected %s.', Type],
  ERR_CRYPTO_INVALID_MESSAGELEN: ['Invalid message length', Range],
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: ['Invalid scrypt params: %s', Range],
  ERR_CRYPTO_INVALID_STATE: ['Invalid state for operation %s', ErrorClass],
  ERR_CRYPTO_INVALID_TAG_LENGTH: ['Invalid authentication tag length: %s', Range],
  ERR_CRYPTO_JOB_INIT_FAILED: ['Failed to initialize crypto job', ErrorClass],
  ERR_CRYPTO_JWK_UNSUPPORTED_CURVE: ['Unsupported JWK EC curve: %s.', ErrorClass],
  ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE: ['Unsupported JWK Key Type.', ErrorClass],
  ERR_CRYPTO_KEM_NOT_SUPPORTED: ['KEM is not supported', ErrorClass],
  ERR_CRYPTO_OPERATION_FAILED: ['Crypto operation failed', ErrorClass],
  ERR_CRYPTO_PBKDF2_ERROR: ['PBKDF2 error', ErrorClass],
  ERR_CRYPTO_SCRYPT_NOT_SUPPORTED: ['Scrypt algorithm not supported', ErrorClass],
  ERR_CRYPTO_SIGN_KEY_REQUIRED: ['No key provided to sign', ErrorClass],
  ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH: ['Input buffers must have the same byte length', Range],
  ERR_CRYPTO_UNKNOWN_CIPHER: ['Unknown cipher', ErrorClass],
  ERR_CRYPTO_UNKNOWN_DH_GROUP: ['Unknown DH group', ErrorClass],
  ERR_CRYPTO_UNSUPPORTED_OPERATION: ['Unsupported crypto operation', ErrorClass],
  ERR_MISSING_PASSPHRASE: ['Passphrase required for encrypted key', Type],

  // File system and addons
  ERR_CWD_DELETED: ['The current working directory was deleted', ErrorClass],
  ERR_DIR_CLOSED: ['Directory handle was closed', ErrorClass],
  ERR_DIR_CONCURRENT_OPERATION: [
    'Cannot do synchronous work on directory handle with concurrent asynchronous operations', ErrorClass],
  ERR_DLOPEN_DISABLED: ['Cannot load native addon because loading addons is disabled.', ErrorClass],
  ERR_DLOPEN_FAILED: ['%s', ErrorClass],
  ERR_FS_CP_DIR_TO_NON_DIR: ['Cannot overwrite non-directory with directory', SYSTEM],
  ERR_FS_CP_EEXIST: ['Target already exists', SYSTEM],
  ERR_FS_CP_EINVAL: ['Invalid src or dest', SYSTEM],
  ERR_FS_CP_FIFO_PIPE: ['Cannot copy a FIFO pipe', SYSTEM],
  ERR_FS_CP_NON_DIR_TO_DIR: ['Cannot overwrite directory with non-directory', SYSTEM],
  ERR_FS_CP_SOCKET: ['Cannot copy a socket file', SYSTEM],
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: ['Cannot overwrite symlink in subdirectory of self', SYSTEM],
  ERR_FS_CP_UNKNOWN: ['Cannot copy an unknown file type', SYSTEM],
  ERR_FS_EISDIR: ['Path is a directory', SYSTEM],
  ERR_FS_FILE_TOO_LARGE: ['File size (%s) is greater than 2 GiB', Range],
  ERR_FS_WATCH_QUEUE_OVERFLOW: ['fs.watch() queued more than %d events', ErrorClass],
  ERR_INVALID_FD: ['"fd" must be a positive integer: %s', Range],
  ERR_INVALID_FD_TYPE: ['Unsupported fd type: %s', Type],
  ERR_NON_CONTEXT_AWARE_DISABLED: ['Loading non context-aware native addons has been disabled', ErrorClass],
  ERR_LOAD_SQLITE_EXTENSION: ['Failed to load SQLite extension', ErrorClass],
  ERR_SQLITE_ERROR: ['%s', ErrorClass],
  ERR_TTY_INIT_FAILED: ['TTY initialization failed', SYSTEM],

  // HTTP
  ERR_HTTP_BODY_NOT_ALLOWED: ['Adding content for this request method or response status is not allowed.', ErrorClass],
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: [
    'Response body\'s content-length of %s byte(s) does not match the content-length of %s byte(s) set in header',
    ErrorClass],
  ERR_HTTP_HEADERS_SENT: ['Cannot %s headers after they are sent to the client', ErrorClass],
  ERR_HTTP_INVALID_HEADER_VALUE: ['Invalid value "%s" for header "%s"', Type],
  ERR_HTTP_INVALID_STATUS_CODE: ['Invalid status code: %s', Range],
  ERR_HTTP_REQUEST_TIMEOUT: ['Request timeout', ErrorClass],
  ERR_HTTP_SOCKET_ASSIGNED: ['ServerResponse has an already assigned socket', ErrorClass],
  ERR_HTTP_SOCKET_ENCODING: ['Changing the socket encoding is not allowed per RFC7230 Section 3.', ErrorClass],
  ERR_HTTP_TRAILER_INVALID: ['Trailers are invalid with this transfer encoding', ErrorClass],
  ERR_INVALID_HTTP_TOKEN: ['%s must be a valid HTTP token ["%s"]', Type],
  ERR_INVALID_PROTOCOL: ['Protocol "%s" not supported. Expected "%s"', Type],
  ERR_PROXY_INVALID_CONFIG: ['%s', ErrorClass],
  ERR_PROXY_TUNNEL: ['%s', ErrorClass],
  ERR_UNESCAPED_CHARACTERS: ['%s contains unescaped characters', Type],

  // HTTP/2
  ERR_HTTP2_ALTSVC_INVALID_ORIGIN: ['HTTP/2 ALTSVC frames require a valid origin', Type],
  ERR_HTTP2_ALTSVC_LENGTH: ['HTTP/2 ALTSVC frames are limited to 16382 bytes', Type],
  ERR_HTTP2_CONNECT_AUTHORITY: [':authority header is required for CONNECT requests', ErrorClass],
  ERR_HTTP2_CONNECT_PATH: ['The :path header is forbidden for CONNECT requests', ErrorClass],
  ERR_HTTP2_CONNECT_SCHEME: ['The :scheme header is forbidden for CONNECT requests', ErrorClass],
  ERR_HTTP2_ERROR: ['%s', ErrorClass],
  ERR_HTTP2_GOAWAY_SESSION: ['New streams cannot be created after receiving a GOAWAY', ErrorClass],
  ERR_HTTP2_HEADERS_AFTER_RESPOND: ['Cannot specify additional headers after response initiated', ErrorClass],
  ERR_HTTP2_HEADERS_SENT: ['Response has already been initiated.', ErrorClass],
  ERR_HTTP2_HEADER_SINGLE_VALUE: ['Header field "%s" must only have a single value', Type],
  ERR_HTTP2_INFO_STATUS_NOT_ALLOWED: ['Informational status codes cannot be used', Range],
  ERR_HTTP2_INVALID_CONNECTION_HEADERS: ['HTTP/1 Connection specific headers are forbidden: "%s"', Type],
  ERR_HTTP2_INVALID_HEADER_VALUE: ['Invalid value "%s" for header "%s"', Type],
  ERR_HTTP2_INVALID_INFO_STATUS: ['Invalid informational status code: %s', Range],
  ERR_HTTP2_INVALID_ORIGIN: ['HTTP/2 ORIGIN frames require a valid origin', Type],
  ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH: ['Packed settings length must be a multiple of six', Range],
  ERR_HTTP2_INVALID_PSEUDOHEADER: ['"%s" is an invalid pseudoheader or is used incorrectly', Type],
  ERR_HTTP2_INVALID_SESSION: ['The session has been destroyed', ErrorClass],
  ERR_HTTP2_INVALID_SETTING_VALUE: [function(name, actual, min, max) {
    this.actual = actual;
    if (min !== undefined) {
      this.min = min;
      this.max = max;
    }
    return `Invalid value for setting "${name}": ${actual}`;
  }, Type, Range],
  ERR_HTTP2_INVALID_STREAM: ['The stream has been destroyed', ErrorClass],
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK: ['Maximum number of pending settings acknowledgements', ErrorClass],
  ERR_HTTP2_NESTED_PUSH: ['A push stream cannot initiate another push stream.', ErrorClass],
  ERR_HTTP2_NO_MEM: ['Out of memory', ErrorClass],
  ERR_HTTP2_NO_SOCKET_MANIPULATION: ['HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
                                     ErrorClass],
  ERR_HTTP2_ORIGIN_LENGTH: ['HTTP/2 ORIGIN frames are limited to 16382 bytes', Type],
  ERR_HTTP2_OUT_OF_STREAMS: ['No stream ID is available because maximum stream ID has been reached', ErrorClass],
  ERR_HTTP2_PAYLOAD_FORBIDDEN: ['Responses with %s status must not have a payload', ErrorClass],
  ERR_HTTP2_PING_CANCEL: ['HTTP2 ping cancelled', ErrorClass],
  ERR_HTTP2_PING_LENGTH: ['HTTP2 ping payload must be 8 bytes', Range],
  ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED: ['Cannot set HTTP/2 pseudo-headers', Type],
  ERR_HTTP2_PUSH_DISABLED: ['HTTP/2 client has disabled push streams', ErrorClass],
  ERR_HTTP2_SEND_FILE: ['Directories cannot be sent', ErrorClass],
  ERR_HTTP2_SEND_FILE_NOSEEK: ['Offset or length can only be specified for regular files', ErrorClass],
  ERR_HTTP2_SESSION_ERROR: ['Session closed with error code %s', ErrorClass],
  ERR_HTTP2_SETTINGS_CANCEL: ['HTTP2 session settings canceled', ErrorClass],
  ERR_HTTP2_SOCKET_BOUND: ['The socket is already bound to an Http2Session', ErrorClass],
  ERR_HTTP2_SOCKET_UNBOUND: ['The socket has been disconnected from the Http2Session', ErrorClass],
  ERR_HTTP2_STATUS_101: ['HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2', ErrorClass],
  ERR_HTTP2_STATUS_INVALID: ['Invalid status code: %s', Range],
  ERR_HTTP2_STREAM_CANCEL: [function(error) {
    if (error) this.cause = error;
    return `The pending stream has been canceled${error ? ` (caused by: ${error.message})` : ''}`;
  }, ErrorClass],
  ERR_HTTP2_STREAM_ERROR: ['Stream closed with error code %s', ErrorClass],
  ERR_HTTP2_STREAM_SELF_DEPENDENCY: ['A stream cannot depend on itself', ErrorClass],
  ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS: ['Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS', ErrorClass],
  ERR_HTTP2_TOO_MANY_INVALID_FRAMES: ['Too many invalid HTTP/2 frames', ErrorClass],
  ERR_HTTP2_TRAILERS_ALREADY_SENT: ['Trailing headers have already been sent', ErrorClass],
  ERR_HTTP2_TRAILERS_NOT_READY: ['Trailing headers cannot be sent until after the wantTrailers event is emitted',
                                 ErrorClass],
  ERR_HTTP2_UNSUPPORTED_PROTOCOL: ['protocol "%s" is unsupported.', ErrorClass],

  // Inspector
  ERR_INSPECTOR_ALREADY_ACTIVATED: [
    'Inspector is already activated. Close it with inspector.close() before activating it again.', ErrorClass],
  ERR_INSPECTOR_ALREADY_CONNECTED: ['%s is already connected', ErrorClass],
  ERR_INSPECTOR_CLOSED: ['Session was closed', ErrorClass],
  ERR_INSPECTOR_COMMAND: ['Inspector error %d: %s', ErrorClass],
  ERR_INSPECTOR_NOT_ACTIVE: ['Inspector is not active', ErrorClass],
  ERR_INSPECTOR_NOT_AVAILABLE: ['Inspector is not available', ErrorClass],
  ERR_INSPECTOR_NOT_CONNECTED: ['Session is not connected', ErrorClass],
  ERR_INSPECTOR_NOT_WORKER: ['Current thread is not a worker', ErrorClass],

  // Modules and vm
  ERR_IMPORT_ATTRIBUTE_MISSING: ['Module "%s" needs an import attribute of "%s: %s"', Type],
  ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE: ['Module "%s" is not of type "%s"', Type],
  ERR_IMPORT_ATTRIBUTE_UNSUPPORTED: [(key, value, url) => {
    return `Import attribute "${key}" with value "${value}" is not supported${url ? ` in ${url}` : ''}`;
  }, Type],
  ERR_INPUT_TYPE_NOT_ALLOWED: ['--input-type can only be used with string input via --eval, --print, or STDIN',
                               ErrorClass],
  ERR_INVALID_MODULE: ['No such module: %s', ErrorClass],
  ERR_INVALID_MODULE_SPECIFIER: [(request, reason, base) => {
    return `Invalid module "${request}" ${reason}${base ? ` imported from ${base}` : ''}`;
  }, Type],
  ERR_INVALID_PACKAGE_CONFIG: [(path, base, message) => {
    return `Invalid package config ${path}${base ? ` while importing ${base}` : ''}${message ? `. ${message}` : ''}`;
  }, ErrorClass],
  ERR_INVALID_PACKAGE_TARGET: [text.invalidPackageTarget, ErrorClass],
  ERR_INVALID_TYPESCRIPT_SYNTAX: ['%s', SyntaxError],
  ERR_LOADER_CHAIN_INCOMPLETE: [
    '"%s" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is ' +
    'intentional, include `shortCircuit: true` in the hook\'s return.', ErrorClass],
  ERR_MODULE_NOT_FOUND: [function(path, base, exactUrl, advice) {
    if (exactUrl) text.defineOwn(this, 'url', `${exactUrl}`);
    return `Cannot find ${exactUrl ? 'module' : 'package'} '${path}' imported from ${base}${text.didYouMean(advice)}`;
  }, ErrorClass],
  ERR_NETWORK_IMPORT_DISALLOWED: ["import of '%s' by %s is not supported: %s", ErrorClass],
  ERR_PACKAGE_IMPORT_NOT_DEFINED: [(specifier, packagePath, base) => {
    return `Package import specifier "${specifier}" is not defined` +
      `${packagePath ? ` in package ${packagePath}package.json` : ''}${base ? ` imported from ${base}` : ''}`;
  }, Type],
  ERR_PACKAGE_MAP_EXTERNAL_FILE: ['Cannot resolve "%s" from "%s": file is not within any package defined in %s', ErrorClass],
  ERR_PACKAGE_MAP_INVALID: ['Invalid package-map.json at "%s": %s', SyntaxError],
  ERR_PACKAGE_MAP_KEY_NOT_FOUND: ['Package key "%s" referenced in dependencies but not defined in %s', ErrorClass],
  ERR_PACKAGE_PATH_NOT_EXPORTED: [(packagePath, subpath, base) => {
    const from = `${packagePath}package.json${base ? ` imported from ${base}` : ''}`;
    return subpath === '.' ? `No "exports" main defined in ${from}` :
      `Package subpath '${subpath}' is not defined by "exports" in ${from}`;
  }, ErrorClass],
  ERR_REQUIRE_ASYNC_MODULE: [function(filename, requireStack, places) {
    text.defineHidden(this, 'requireStack', requireStack);
    if (places !== undefined) text.defineHidden(this, 'topLevelAwaitLocations', places);
    const stack = requireStack.length === 0 ? '' : `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
    const hint = ' To see where the top-level await comes from, use --experimental-print-required-tla.';
    return 'require() cannot be used on an ESM graph with top-level await. Use import() instead.' +
      `${places === undefined ? hint : ''}\nRequired module: ${filename}${stack}`;
  }, ErrorClass],
  ERR_REQUIRE_CYCLE_MODULE: ['%s', ErrorClass],
  ERR_REQUIRE_ESM: [text.requireEsm, ErrorClass],
  ERR_REQUIRE_ESM_RACE_CONDITION: [(filename, parent) => {
    return `Cannot require() ES Module ${filename} because it is not yet fully loaded.\nThis may be caused by a race ` +
      'condition if the module is simultaneously dynamically import()-ed via Promise.all().\nTry await-ing the import() ' +
      `sequentially in a loop instead.\n (From ${parent ?? 'unknown'} in non-loader-hook thread)`;
  }, ErrorClass],
  ERR_SOURCE_MAP_CORRUPT: ["The source map for '%s' does not exist or is corrupt.", ErrorClass],
  ERR_SOURCE_MAP_MISSING_SOURCE: ["Cannot find '%s' imported from the source map for '%s'", ErrorClass],
  ERR_SOURCE_PHASE_NOT_DEFINED: ["Source phase import object is not defined for module '%s'", SyntaxError],
  ERR_UNKNOWN_BUILTIN_MODULE: ['No such built-in module: %s', ErrorClass],
  ERR_UNKNOWN_FILE_EXTENSION: ['Unknown file extension "%s" for %s', Type],
  ERR_UNKNOWN_MODULE_FORMAT: ['Unknown module format: %s for URL %s', Range],
  ERR_UNSUPPORTED_DIR_IMPORT: [function(path, base, exactUrl, advice) {
    text.defineOwn(this, 'url', exactUrl);
    return `Directory import '${path}' is not supported resolving ES modules imported from ${base}${text.didYouMean(advice)}`;
  }, ErrorClass],
  ERR_UNSUPPORTED_ESM_URL_SCHEME: [(url, supported) => {
    return 'Only URLs with a scheme in: ' + text.list(supported, 'and') +
      ` are supported by the default ESM loader. Received protocol '${url.protocol}'`;
  }, ErrorClass],
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: [
    'Stripping types is currently unsupported for files under node_modules, for "%s"', ErrorClass],
  ERR_UNSUPPORTED_RESOLVE_REQUEST: [function(specifier, base, cause) {
    text.defineOwn(this, 'cause', cause);
    return `Failed to resolve module specifier "${specifier}" from "${base}": Invalid relative URL or base scheme is not ` +
      'hierarchical.';
  }, Type],
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: ['%s', SyntaxError],
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING: ['A dynamic import callback was not specified.', Type],
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG: [
    'A dynamic import callback was invoked without --experimental-vm-modules', Type],
  ERR_MODULE_LINK_MISMATCH: ['%s', Type],
  ERR_VM_MODULE_ALREADY_LINKED: ['Module has already been linked', ErrorClass],
  ERR_VM_MODULE_CACHED_DATA_REJECTED: ['cachedData buffer was rejected', ErrorClass],
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA: ['Cached data cannot be created for a module which has been evaluated',
                                            ErrorClass],
  ERR_VM_MODULE_DIFFERENT_CONTEXT: ['Linked modules must use the same context', ErrorClass],
  ERR_VM_MODULE_LINK_FAILURE: [function(message, cause) {
    if (arguments.length > 1) this.cause = cause;
    return message;
  }, ErrorClass],
  ERR_VM_MODULE_NOT_MODULE: ['Provided module is not an instance of Module', ErrorClass],
  ERR_VM_MODULE_STATUS: ['Module status %s', ErrorClass],

  // REPL
  ERR_INVALID_REPL_EVAL_CONFIG: ['Cannot specify both "breakEvalOnSigint" and "eval" for REPL', Type],
  ERR_INVALID_REPL_INPUT: ['%s', Type],

  // Sockets, dns and tls
  ERR_DNS_SET_SERVERS_FAILED: ['c-ares failed to set servers: "%s" [%s]', ErrorClass],
  ERR_INVALID_IP_ADDRESS: ['Invalid IP address: %s', Type],
  ERR_IP_BLOCKED: [(ip) => `IP(${ip}) is blocked by net.BlockList`, ErrorClass],
  ERR_SERVER_ALREADY_LISTEN: ['Listen method has been called more than once without closing.', ErrorClass],
  ERR_SERVER_NOT_RUNNING: ['Server is not running.', ErrorClass],
  ERR_SOCKET_ALREADY_BOUND: ['Socket is already bound', ErrorClass],
  ERR_SOCKET_BAD_BUFFER_SIZE: ['Buffer size must be a positive integer', Type],
  ERR_SOCKET_BAD_PORT: [(name, port, allowZero = true) => {
    return `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${text.describe(port)}.`;
  }, Range],
  ERR_SOCKET_BAD_TYPE: ['Bad socket type specified. Valid types are: udp4, udp6', Type],
  ERR_SOCKET_BUFFER_SIZE: ['Could not get or set buffer size', SYSTEM],
  ERR_SOCKET_CLOSED: ['Socket is closed', ErrorClass],
  ERR_SOCKET_CLOSED_BEFORE_CONNECTION: ['Socket closed before the connection was established', ErrorClass],
  ERR_SOCKET_CONNECTION_TIMEOUT: ['Socket connection timeout', ErrorClass],
  ERR_SOCKET_DGRAM_IS_CONNECTED: ['Already connected', ErrorClass],
  ERR_SOCKET_DGRAM_NOT_CONNECTED: ['Not connected', ErrorClass],
  ERR_SOCKET_DGRAM_NOT_RUNNING: ['Not running', ErrorClass],
  ERR_SOCKET_HANDLE_ADOPTED: ['The bound socket has already been adopted by a server or socket', ErrorClass],
  ERR_SRI_PARSE: ['Subresource Integrity string %j had an unexpected %j at position %d', SyntaxError],
  ERR_TLS_ALPN_CALLBACK_INVALID_RESULT: [(value, protocols) => {
    return `ALPN callback returned a value (${value}) that did not match any of the client's offered protocols ` +
      `(${protocols.join(', ')})`;
  }, Type],
  ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS: [
    'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive', Type],
  ERR_TLS_CERT_ALTNAME_FORMAT: ['Invalid subject alternative name string', SyntaxError],
  ERR_TLS_CERT_ALTNAME_INVALID: [function(reason, host, cert) {
    this.reason = reason;
    this.host = host;
    this.cert = cert;
    return `Hostname/IP does not match certificate's altnames: ${reason}`;
  }, ErrorClass],
  ERR_TLS_DH_PARAM_SIZE: ['DH parameter size %s is less than 2048', ErrorClass],
  ERR_TLS_HANDSHAKE_TIMEOUT: ['TLS handshake timeout', ErrorClass],
  ERR_TLS_INVALID_CONTEXT: ['%s must be a SecureContext', Type],
  ERR_TLS_INVALID_PROTOCOL_METHOD: ['%s', Type],
  ERR_TLS_INVALID_PROTOCOL_VERSION: ['%j is not a valid %s TLS protocol version', Type],
  ERR_TLS_INVALID_STATE: ['TLS socket connection must be securely established', ErrorClass],
  ERR_TLS_PROTOCOL_VERSION_CONFLICT: ['TLS protocol version %j conflicts with secureProtocol %j', Type],
  ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED: ['Failed to set PSK identity hint', ErrorClass],
  ERR_TLS_RENEGOTIATION_DISABLED: ['TLS session renegotiation disabled for this socket', ErrorClass],
  ERR_TLS_REQUIRED_SERVER_NAME: ['"servername" is required parameter for Server.addContext', ErrorClass],
  ERR_TLS_SESSION_ATTACK: ['TLS session renegotiation attack detected', ErrorClass],
  ERR_TLS_SNI_FROM_SERVER: ['Cannot issue SNI from a TLS server-side socket', ErrorClass],

  // Streams and compression
  ERR_BROTLI_INVALID_PARAM: ['%s is not a valid Brotli parameter', Range],
  ERR_STREAM_ALREADY_FINISHED: ['Cannot call %s after a stream was finished', ErrorClass],
  ERR_STREAM_CANNOT_PIPE: ['Cannot pipe, not readable', ErrorClass],
  ERR_STREAM_DESTROYED: ['Cannot call %s after a stream was destroyed', ErrorClass],
  ERR_STREAM_ITER_MISSING_FLAG: ['The stream/iter API requires the --experimental-stream-iter flag', Type],
  ERR_STREAM_NULL_VALUES: ['May not write null values to stream', Type],
  ERR_STREAM_PREMATURE_CLOSE: ['Premature close', ErrorClass],
  ERR_STREAM_PUSH_AFTER_EOF: ['stream.push() after EOF', ErrorClass],
  ERR_STREAM_UNABLE_TO_PIPE: ['Cannot pipe to a closed or destroyed stream', ErrorClass],
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: ['stream.unshift() after end event', ErrorClass],
  ERR_STREAM_WRAP: ['Stream has StringDecoder set or is in objectMode', ErrorClass],
  ERR_STREAM_WRITE_AFTER_END: ['write after end', ErrorClass],
  ERR_TRAILING_JUNK_AFTER_STREAM_END: ['Trailing junk found after the end of the compressed stream', Type],
  ERR_TRANSFORM_ALREADY_TRANSFORMING: ['Calling transform done when still transforming', ErrorClass],
  ERR_TRANSFORM_WITH_LENGTH_0: ['Calling transform done when writableState.length != 0', ErrorClass],
  ERR_ZLIB_INITIALIZATION_FAILED: ['Initialization failed', ErrorClass],
  ERR_ZSTD_INVALID_PARAM: ['%s is not a valid zstd parameter', Range],

  // URLs
  ERR_INVALID_FILE_URL_HOST: ['File URL host must be "localhost" or empty on %s', Type],
  ERR_INVALID_FILE_URL_PATH: [function(reason, input) {
    this.input = input;
    return `File URL path ${reason}`;
  }, Type],
  ERR_INVALID_URI: ['URI malformed', URIError],
  ERR_INVALID_URL: [function(input, base = null) {
    this.input = input;
    if (base != null) this.base = base;
    return 'Invalid URL';
  }, Type],
  ERR_INVALID_URL_PATTERN: ['Failed to construct URLPattern: %s', Type],
  ERR_INVALID_URL_SCHEME: [(expected) => {
    const schemes = typeof expected === 'string' ? [expected] : expected;
    return `The URL must be ${schemes.length === 2 ? 'one of scheme' : 'of scheme'} ${text.list(schemes, 'or')}`;
  }, Type],
};
