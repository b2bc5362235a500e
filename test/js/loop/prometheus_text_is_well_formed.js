'use strict';
// prometheus(): every family has HELP and TYPE once, before its samples; names, units and labels follow the conventions;
// histograms are cumulative and end with +Inf. json() has the same families.
const assert = require('assert');
const fs = require('fs');
const { json, prometheus } = require('phasor:loop');

const kSample = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/;

function parse(text) {
  assert.ok(text.endsWith('\n'));
  const families = new Map();
  let family;
  for (const line of text.split('\n').slice(0, -1)) {
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (comment !== null) {
      const [, what, name, value] = comment;
      if (what === 'HELP') {
        assert.ok(!families.has(name), name);
        families.set(name, family = { name, help: value, samples: [] });
      } else {
        assert.strictEqual(name, family.name);
        family.type = value;
      }
      continue;
    }
    const [, name, labels, value] = kSample.exec(line) ?? assert.fail(line);
    assert.ok(family.type !== undefined && name.startsWith(family.name), line);
    family.samples.push({ suffix: name.slice(family.name.length), labels: labels ?? '', value: Number(value) });
  }
  return families;
}

function checkHistogram({ name, samples }) {
  const series = Map.groupBy(samples, ({ labels }) => labels.replace(/,?le="[^"]*"/, ''));
  for (const [labels, parts] of series) {
    const buckets = parts.filter(({ suffix }) => suffix === '_bucket');
    const bounds = buckets.map((bucket) => Number(/le="([^"]+)"/.exec(bucket.labels)[1].replace('+Inf', 'Infinity')));
    assert.deepStrictEqual(bounds, bounds.toSorted((a, b) => a - b), `${name}{${labels}}`);
    assert.strictEqual(bounds.at(-1), Infinity);
    const counts = buckets.map(({ value }) => value);
    assert.deepStrictEqual(counts, counts.toSorted((a, b) => a - b), `${name}{${labels}}`);
    const [sum, count] = parts.slice(-2);
    assert.deepStrictEqual([sum.suffix, count.suffix], ['_sum', '_count']);
    assert.strictEqual(count.value, counts.at(-1));
    assert.ok(sum.value >= 0);
  }
}

fs.readFile(__filename, () => setImmediate(() => {
  const families = parse(prometheus());
  for (const family of families.values()) {
    assert.match(family.help, /\.$/);
    assert.ok(['counter', 'gauge', 'histogram'].includes(family.type), family.name);
    assert.strictEqual(family.name.endsWith('_total'), family.type === 'counter', family.name);
    assert.ok(family.samples.length > 0);
    if (family.type === 'histogram') checkHistogram(family);
  }
  const fsJobs = families.get('phasor_jobs_total').samples.find(({ labels }) => labels.includes('kind="fs"'));
  assert.ok(fsJobs.value >= 1);
  assert.ok(families.has('phasor_loop_phase_seconds') && families.has('phasor_gc_seconds'));
  for (const { name, type } of [...families.values()]) {
    if (type === 'histogram') assert.ok(families.has(name.replace(/_seconds$/, '_max_seconds')), name);
  }
  for (const name of ['turn', 'delay', 'phase', 'poll_wait', 'poll_work', 'drain']) assert.ok(families.has(`phasor_loop_${name}_seconds`));
  for (const name of ['wait', 'run', 'return']) assert.ok(families.has(`phasor_job_${name}_seconds`));
  for (const name of ['pool_queued_jobs', 'pool_running_jobs', 'pool_threads', 'active_requests', 'requests_total', 'loop_drains_total',
                      'loop_tick_drains_total', 'loop_callbacks_total', 'loop_turns_total']) assert.ok(families.has(`phasor_${name}`), name);
  const sameFamilies = JSON.parse(json());
  assert.deepStrictEqual(sameFamilies.map(({ name, type }) => [name, type]),
                         [...families.values()].map(({ name, type }) => [name, type]));
  const { metrics: [turn] } = sameFamilies.find(({ name }) => name === 'phasor_loop_turn_seconds');
  assert.deepStrictEqual(Object.keys(turn), ['labels', 'buckets', 'count', 'sum', 'max', 'p50', 'p75', 'p90', 'p99', 'p999']);
  assert.ok(turn.p50 <= turn.p99 && turn.p99 <= turn.max);
}));
