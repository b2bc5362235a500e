'use strict';
// What the functions of perf_hooks make of arguments of every kind.
const { createHistogram, monitorEventLoopDelay, performance, PerformanceMark, PerformanceObserver } = require('perf_hooks');
const { inspect } = require('util');

const VALUES = [undefined, null, '', 0, -1, NaN, 1.5, {}, [], 1n, () => {}, true, Symbol('s'), 'x'];

function attempt(name, value, run) {
  let told;
  try {
    const result = run(value);
    told = typeof result === 'object' && result !== null ? result.constructor?.name ?? 'no class' : inspect(result);
  } catch (error) {
    told = `${error.name} ${error.code} ${error.message}`;
  }
  console.log(`${name}(${inspect(value)}): ${told}`);
}

const CASES = {
  'mark': (v) => performance.mark(v).name,
  'mark options': (v) => performance.mark('m', v).detail,
  'mark startTime': (v) => typeof performance.mark('m', { startTime: v }).startTime,
  'mark detail': (v) => performance.mark('m', { detail: v }).detail,
  'new PerformanceMark': (v) => new PerformanceMark(v).name,
  'measure': (v) => performance.measure(v).startTime,
  'measure options': (v) => performance.measure('m', v).startTime > 0,
  'measure start': (v) => typeof performance.measure('m', { start: v, end: 9 }).duration,
  'measure end': (v) => performance.measure('m', { start: 1, end: v }).startTime,
  'measure duration': (v) => typeof performance.measure('m', { start: 1, duration: v }).duration,
  'measure only duration': (v) => performance.measure('m', { duration: v }).startTime,
  'measure detail': (v) => performance.measure('m', { start: 1, end: 2, detail: v }).detail,
  'getEntriesByName': (v) => performance.getEntriesByName(v).length,
  'getEntriesByName type': (v) => performance.getEntriesByName('none', v).length,
  'getEntriesByType': (v) => performance.getEntriesByType(v).length > 0,
  'setResourceTimingBufferSize': (v) => performance.setResourceTimingBufferSize(v),
  'timerify': (v) => typeof performance.timerify(v),
  'timerify options': (v) => typeof performance.timerify(() => {}, v),
  'timerify histogram': (v) => typeof performance.timerify(() => {}, { histogram: v }),
  'new PerformanceObserver': (v) => typeof new PerformanceObserver(v),
  'observe': (v) => new PerformanceObserver(() => {}).observe(v),
  'observe entryTypes': (v) => new PerformanceObserver(() => {}).observe({ entryTypes: v }),
  'observe type': (v) => new PerformanceObserver(() => {}).observe({ type: v }),
  'eventLoopUtilization': (v) => Object.keys(performance.eventLoopUtilization(v)).join(),
  'now of another': (v) => performance.now.call(v),
  'monitorEventLoopDelay': (v) => monitorEventLoopDelay(v).count,
  'monitorEventLoopDelay resolution': (v) => monitorEventLoopDelay({ resolution: v }).count,
  'monitorEventLoopDelay samplePerIteration': (v) => monitorEventLoopDelay({ samplePerIteration: v }).count,
  'createHistogram': (v) => createHistogram(v).count,
  'createHistogram figures': (v) => createHistogram({ figures: v }).count,
  'createHistogram halfLife': (v) => createHistogram({ halfLife: v }).count,
  'createHistogram threshold': (v) => createHistogram({ threshold: v }).count,
  'record': (v) => createHistogram().record(v),
  'recordCorrected': (v) => createHistogram().recordCorrected(v, 3),
  'recordCorrected interval': (v) => createHistogram().recordCorrected(9, v),
  'percentile': (v) => createHistogram().percentile(v),
  'percentilesAt': (v) => createHistogram().percentilesAt([v]).size,
  'percentileCI confidence': (v) => createHistogram().percentileCI(50, { confidence: v }).lower,
  'cdf': (v) => createHistogram().cdf(v),
  'countAt': (v) => createHistogram().countAt(v),
  'burnRate': (v) => createHistogram().burnRate(v),
  'linearBuckets': (v) => createHistogram().linearBuckets(v).size,
  'ksTest': (v) => createHistogram().ksTest(v),
};
performance.mark('x', { startTime: 4 });
for (const [name, run] of Object.entries(CASES)) for (const value of VALUES) attempt(name, value, run);
