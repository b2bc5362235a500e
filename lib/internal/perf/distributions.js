'use strict';
// Probability distributions that tests of statistics need. Caller: internal/perf/statistics.

const { erfc, logGamma } = binding('performance');

const kTiny = 1e-300;
const kPrecision = 1e-15;
const kMostTerms = 10_000;

// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
function betaFraction(x, a, b) {
  let c = 1;
  let d = 1 - (a + b) * x / (a + 1);
  if (Math.abs(d) < kTiny) d = kTiny;
  d = 1 / d;
  let value = d;
  const apply = (term) => {
    d = 1 + term * d;
    if (Math.abs(d) < kTiny) d = kTiny;
    c = 1 + term / c;
    if (Math.abs(c) < kTiny) c = kTiny;
    d = 1 / d;
    value *= d * c;
  };
  for (let m = 1; m < kMostTerms; m++) {
    apply(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    apply(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    if (Math.abs(d * c - 1) < kPrecision) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b). */
function regularisedBeta(x, a, b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast on one side of the mean only.
  return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
}

/** How probable it is that a standard normal value is at least as far from 0 as `z`. */
const normalTails = (z) => erfc(Math.abs(z) / Math.SQRT2);

/** The same of Student's distribution with `df` degrees of freedom. */
const studentTails = (t, df) => regularisedBeta(df / (df + t * t), df / 2, 0.5);

/** The t that is exceeded in absolute value with probability `tails`. */
function studentQuantile(tails, df) {
  let high = 1;
  while (studentTails(high, df) > tails && high < Number.MAX_VALUE / 2) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (studentTails(middle, df) > tails) low = middle;
    else high = middle;
  }
}

/** The least k for which at most k successes in n trials, each of probability p, have a probability of `share` or more. */
function binomialQuantile(share, n, p) {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (regularisedBeta(1 - p, n - middle, middle + 1) >= share) high = middle;
    else low = middle + 1;
  }
  return low;
}

module.exports = { binomialQuantile, normalTails, studentQuantile, studentTails };
