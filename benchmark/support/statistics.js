'use strict';
// Medians, spreads and the Markdown table of benchmark/compare.

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Half the distance between the quartiles, in per cent of the median: what half of the runs stay within. */
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const middle = median(values);
  return middle === 0 ? 0 : 50 * (at(0.75) - at(0.25)) / middle;
}

/** How far the median of so many values may be from the true one (its standard error, as of a normal distribution). */
function errorOfMedian(values) {
  const quartiles = spread(values) / 100 * median(values) * 2;
  return 1.2533 * quartiles / 1.349 / Math.sqrt(values.length);
}

function figure(value) {
  if (value >= 1000) return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/**
 * @typedef {Map<string, Map<string, {unit: string, values: number[]}>>} Samples metric -> runtime -> values
 * @param {string} benchmark
 * @param {Samples} samples
 * @param {string} base the runtime that ratios refer to
 * @returns {string[]} rows of the table; each ratio is the median of the ratios run by run, from five runs on with its error
 */
function rows(benchmark, samples, base) {
  const result = [];
  for (const [metric, byRuntime] of samples) {
    const reference = byRuntime.get(base);
    const cells = [...byRuntime].map(([runtime, { unit, values }]) => {
      const text = `${figure(median(values))} ${unit} (+-${spread(values).toFixed(1)} %)`;
      if (runtime === base || reference === undefined) return text;
      const ratios = values.map((value, i) => value / (reference.values[i] ?? median(reference.values)));
      const error = ratios.length < 5 ? '' : ` +-${errorOfMedian(ratios).toFixed(2)}`;
      return `${text}, **${median(ratios).toFixed(2)}**${error}`;
    });
    result.push(`| ${benchmark} | ${metric} | ${cells.join(' | ')} |`);
  }
  return result;
}

function table(runtimes, base, allRows, runs) {
  const head = runtimes.map((name) => (name === base ? name : `${name} (ratio to ${base})`));
  return [
    `| benchmark | metric | ${head.join(' | ')} |`,
    `| --- | --- | ${runtimes.map(() => '---:').join(' | ')} |`,
    ...allRows,
    '',
    `Medians of ${runs} interleaved runs; in parentheses half the distance between the quartiles; bold: median of the ratios run by run (from five runs on +- its standard error).`,
  ].join('\n');
}

module.exports = { median, spread, rows, table };
