'use strict';
// What is going on: process.getActiveResourcesInfo(), process._getActiveHandles(), process._getActiveRequests(). The
// realm lists what has begun and not ended, by its async_hooks type. Callers: internal/process/stats, per_process.

const { activeResources } = binding('runtime');

/** Under this symbol a native handle knows the object that programs see (streams: their `owner`). */
const kOwner = Symbol('owner_symbol');

// async_hooks' type -> the name that Node reports. Requests keep the loop alive until they end.
const REQUESTS = {
  __proto__: null,
  FSREQCALLBACK: 'FSReqCallback', GETADDRINFOREQWRAP: 'GetAddrInfoReqWrap', GETNAMEINFOREQWRAP: 'GetNameInfoReqWrap',
  PIPECONNECTWRAP: 'ConnectWrap', SHUTDOWNWRAP: 'ShutdownWrap', TCPCONNECTWRAP: 'ConnectWrap', UDPSENDWRAP: 'SendWrap',
  WRITEWRAP: 'WriteWrap',
};
// Handles do while they are open and referenced.
const HANDLES = {
  __proto__: null,
  FSEVENTWRAP: 'FSEventWrap', MESSAGEPORT: 'MessagePort', PIPESERVERWRAP: 'PipeWrap', PIPEWRAP: 'PipeWrap',
  PROCESSWRAP: 'ProcessWrap', SIGNALWRAP: 'SignalWrap', TCPSERVERWRAP: 'TCPServerWrap', TCPWRAP: 'TCPSocketWrap',
  TTYWRAP: 'TTYWrap', UDPWRAP: 'UDPWrap', WORKER: 'Worker',
};

function collect(kinds) {
  const flat = activeResources();
  const found = [];
  for (let i = 0; i < flat.length; i += 3) {
    const { [i]: type, [i + 1]: resource, [i + 2]: asyncId } = flat;
    if (kinds[type] === undefined) continue;
    if (kinds === HANDLES && !resource?.hasRef?.()) continue;
    found.push({ name: kinds[type], resource, asyncId });
  }
  return found;
}

function ownerOf(handle) {
  const owner = handle[kOwner] ?? handle.owner ?? handle;
  // A connection of the HTTP server that has no socket yet gets one.
  return typeof owner.attachSocket === 'function' ? owner.attachSocket() ?? owner : owner;
}

const activeRequests = () => collect(REQUESTS).map(({ resource }) => resource);
const activeHandles = () => collect(HANDLES).map(({ resource }) => ownerOf(resource));

/** Names of what keeps the loop alive: requests, handles, then timers and immediates. */
function activeResourcesInfo() {
  const natives = [...collect(REQUESTS), ...collect(HANDLES)].map(({ name }) => name);
  return [...natives, ...require('internal/timers').activeResources()];
}

/** What keeps the loop alive beside timers and immediates; of each { name, resource, asyncId }. */
const keptAlive = () => ({ requests: collect(REQUESTS), handles: collect(HANDLES) });

module.exports = { keptAlive, activeHandles, activeRequests, activeResourcesInfo, kOwner };
