'use strict';
// Shapes and errors of node:v8's functions about the heap and profiles.
const v8 = require('v8');
console.log(Object.keys(v8.getHeapStatistics()).join());
console.log(v8.getHeapSpaceStatistics().map(({ space_name }) => space_name).join());
console.log(Object.keys(v8.getCppHeapStatistics('brief')).join());
console.log(Object.keys(v8.promiseHooks).join(), typeof v8.GCProfiler, v8.startCpuProfile.length);
const attempt = (fn) => {
  try {
    console.log(fn());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
};
attempt(() => v8.getCppHeapStatistics('x'));
attempt(() => v8.setHeapSnapshotNearHeapLimit(0));
attempt(() => v8.setHeapSnapshotNearHeapLimit('x'));
attempt(() => v8.queryObjects(1));
attempt(() => v8.promiseHooks.onInit(1));
attempt(() => v8.setFlagsFromString(1));
const profiler = new v8.GCProfiler();
console.log(profiler.start(), Object.keys(profiler.stop()).join(), profiler.stop());
const handle = v8.startCpuProfile();
console.log(Object.keys(JSON.parse(handle.stop())).join(), handle.stop());
