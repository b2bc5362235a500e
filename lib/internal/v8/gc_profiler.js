'use strict';
// v8.GCProfiler: every garbage collection between start() and stop(), with the heap before and after it.

const native = binding('gc');

// The order of src/bindings/gc.cc.
const HEAP_FIELDS = ['totalHeapSize', 'totalHeapSizeExecutable', 'totalPhysicalSize', 'totalAvailableSize',
                     'totalGlobalHandlesSize', 'usedGlobalHandlesSize', 'usedHeapSize', 'heapSizeLimit',
                     'mallocedMemory', 'externalMemory', 'peakMallocedMemory'];
const SPACE_FIELDS = ['spaceSize', 'spaceUsedSize', 'spaceAvailableSize', 'physicalSpaceSize'];
const KINDS = { __proto__: null, 1: 'Scavenge', 2: 'MinorMarkSweep', 4: 'MarkSweepCompact', 8: 'IncrementalMarking',
                16: 'ProcessWeakCallbacks', 31: 'All' };

function pick(object, names, numbers, at) {
  for (let i = 0; i < names.length; i++) object[names[i]] = numbers[at + i];
  return object;
}

function heapFrom(numbers, at, spaceNames) {
  return {
    heapStatistics: pick({}, HEAP_FIELDS, numbers, at),
    heapSpaceStatistics: spaceNames.map((spaceName, i) =>
      pick({ spaceName }, SPACE_FIELDS, numbers, at + HEAP_FIELDS.length + i * SPACE_FIELDS.length)),
  };
}

class GCProfiler {
  #id;
  #startTime;

  start() {
    if (this.#id !== undefined) return;
    this.#id = native.startProfile();
    this.#startTime = Date.now();
  }

  /** @returns {{version: number, startTime: number, statistics: object[], endTime: number}|undefined} */
  stop() {
    if (this.#id === undefined) return undefined;
    const collections = native.stopProfile(this.#id);
    this.#id = undefined;
    const spaceNames = binding('heap').spaces().filter((value) => typeof value === 'string');
    const numbersEach = HEAP_FIELDS.length + spaceNames.length * SPACE_FIELDS.length;
    const statistics = collections.map((numbers) => ({
      gcType: KINDS[numbers[0]] ?? 'Unknown',
      beforeGC: heapFrom(numbers, 2, spaceNames),
      cost: numbers[1],
      afterGC: heapFrom(numbers, 2 + numbersEach, spaceNames),
    }));
    return { version: 1, startTime: this.#startTime, statistics, endTime: Date.now() };
  }

  [Symbol.dispose]() {
    this.stop();
  }
}

module.exports = { GCProfiler };
