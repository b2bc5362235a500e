'use strict';
// Resource timing (W3C Resource Timing): how long the steps of a fetch() took. Callers: internal/perf/performance.js;
// undici, through performance.markResourceTiming().
// Rule: the buffer that getEntries() reads is bounded; what does not fit waits until 'resourcetimingbufferfull' has told
// the program, and is dropped when that did not make room.

const { codes: { ERR_INTERNAL_ASSERTION, ERR_INVALID_THIS } } = require('internal/errors');
const { kKey, PerformanceEntry } = require('internal/perf/entries');
const { enqueue, timeline } = require('internal/perf/observer');

// What the size of the response's head counts in transferSize, by the specification.
const kHeadSize = 300;

let timingOf;

class PerformanceResourceTiming extends PerformanceEntry {
  #timing;

  static {
    timingOf = (self) => {
      if (self === null || typeof self !== 'object' || !(#timing in self)) {
        throw new ERR_INVALID_THIS('PerformanceResourceTiming');
      }
      return self.#timing;
    };
  }

  constructor(key = undefined, timing) {
    super(key, undefined, 'resource');
    this.#timing = timing;
  }

  toJSON() {
    timingOf(this);
    const json = super.toJSON();
    for (const name of kJsonFields) json[name] = this[name];
    return json;
  }
}

/** Attribute -> its value from { url, info, initiatorType, cacheMode, status, deliveryType }, in the order of the interface. */
const fields = {
  name: (timing) => timing.url,
  startTime: ({ info }) => info.startTime,
  duration: ({ info }) => info.endTime - info.startTime,
  initiatorType: (timing) => timing.initiatorType,
  workerStart: ({ info }) => info.finalServiceWorkerStartTime,
  redirectStart: ({ info }) => info.redirectStartTime,
  redirectEnd: ({ info }) => info.redirectEndTime,
  fetchStart: ({ info }) => info.postRedirectStartTime,
  domainLookupStart: ({ info }) => info.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: ({ info }) => info.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: ({ info }) => info.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: ({ info }) => info.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: ({ info }) => info.finalConnectionTimingInfo?.secureConnectionStartTime,
  nextHopProtocol: ({ info }) => info.finalConnectionTimingInfo?.ALPNNegotiatedProtocol,
  requestStart: ({ info }) => info.finalNetworkRequestStartTime,
  responseStart: ({ info }) => info.finalNetworkResponseStartTime,
  responseEnd: ({ info }) => info.endTime,
  encodedBodySize: ({ info }) => info.encodedBodySize,
  decodedBodySize: ({ info }) => info.decodedBodySize,
  transferSize: ({ info, cacheMode }) => (cacheMode === 'local' ? 0 : info.encodedBodySize + kHeadSize),
  deliveryType: (timing) => timing.deliveryType,
  responseStatus: (timing) => timing.status,
};
for (const [name, read] of Object.entries(fields)) {
  const get = { [`get ${name}`]() { return read(timingOf(this)); } }[`get ${name}`];
  Object.defineProperty(PerformanceResourceTiming.prototype, name, {
    __proto__: null, get, enumerable: !(name in PerformanceEntry.prototype), configurable: true,
  });
}
Object.defineProperties(PerformanceResourceTiming.prototype, {
  toJSON: { __proto__: null, enumerable: true },
  [Symbol.toStringTag]: { __proto__: null, value: 'PerformanceResourceTiming', configurable: true },
});
const kJsonFields = [
  'initiatorType', 'nextHopProtocol', 'workerStart', 'redirectStart', 'redirectEnd', 'fetchStart', 'domainLookupStart',
  'domainLookupEnd', 'connectStart', 'connectEnd', 'secureConnectionStart', 'requestStart', 'responseStart', 'responseEnd',
  'transferSize', 'encodedBodySize', 'decodedBodySize', 'deliveryType', 'responseStatus',
];

// ---- the buffer ----

let limit = 250;
let waiting = [];

function setBufferSize(maxSize) {
  limit = maxSize;
}

/** Adds an entry to the timeline. `tell` runs in a task of its own when there is no room. */
function addToBuffer(entry, tell) {
  if (timeline.resource.length < limit && waiting.length === 0) {
    timeline.resource.push(entry);
    return;
  }
  waiting.push(entry);
  if (waiting.length === 1) require('timers').setImmediate(() => makeRoom(tell));
}

function makeRoom(tell) {
  try {
    tell();
  } finally {
    timeline.resource.push(...waiting.splice(0, Math.max(0, limit - timeline.resource.length)));
    waiting = [];
  }
}

/**
 * performance.markResourceTiming(): `info` is the Fetch standard's timing info.
 * @returns {PerformanceResourceTiming}
 */
function markResource({ info, url, initiatorType, cacheMode, status, deliveryType }, tell) {
  if (cacheMode !== '' && cacheMode !== 'local') throw new ERR_INTERNAL_ASSERTION("cache must be an empty string or 'local'");
  const entry = new PerformanceResourceTiming(kKey, { url, info, initiatorType, cacheMode, status, deliveryType });
  enqueue(entry);
  addToBuffer(entry, tell);
  return entry;
}

module.exports = { markResource, PerformanceResourceTiming, setBufferSize };
