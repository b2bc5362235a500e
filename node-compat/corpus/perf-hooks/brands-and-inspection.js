'use strict';
// How observers and their lists are shown, and what the classes say to a wrong `this` and to `new`.
const { inspect } = require('util');
const {
  PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming,
} = require('perf_hooks');

function show(call) {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}

for (const Class of [PerformanceEntry, PerformanceMeasure, PerformanceResourceTiming, PerformanceObserverEntryList]) show(() => new Class());
for (const [Class, names] of [
  [PerformanceEntry, ['name', 'entryType', 'startTime', 'duration']],
  [PerformanceMark, ['detail']],
  [PerformanceMeasure, ['detail']],
  [PerformanceResourceTiming, ['name', 'initiatorType', 'duration']],
]) {
  for (const name of names) show(() => Object.getOwnPropertyDescriptor(Class.prototype, name).get.call({}));
}
show(() => PerformanceObserverEntryList.prototype.getEntries.call({}));

const idle = new PerformanceObserver(() => {});
console.log(idle, inspect(idle, { depth: -1 }));
idle.observe({ entryTypes: ['mark'] });
performance.mark('first', { startTime: 5 });
console.log(idle);
idle.disconnect();

new PerformanceObserver((list, observer) => {
  console.log(list, inspect(list, { depth: -1 }), list.getEntriesByName('second').length, list.getEntriesByType('measure').length);
  show(() => list.getEntriesByName());
  observer.disconnect();
}).observe({ type: 'mark' });
performance.mark('second', { startTime: 6 });

performance.onresourcetimingbufferfull = 5;
console.log(performance.onresourcetimingbufferfull);
performance.onresourcetimingbufferfull = () => console.log('full');
performance.dispatchEvent(new Event('resourcetimingbufferfull'));
