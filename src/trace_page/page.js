'use strict';
// The page of a trace: reads the lines that follow it, draws the timeline, fills the summary. Times are microseconds since the trace
// began. #find=TEXT&from=US&to=US in the address opens it at a place.

// ---- Reading ----

/** A slice of the timeline: { track, start, end, name, row } and what its kind adds. */
const trace = { head: {}, labels: [undefined], stacks: [], turns: [], phases: [], callbacks: [], jobs: [], collections: [] };

const readers = {
  L: ([name, script, line, column, isPlace]) => trace.labels.push({ name, script, line, column, isPlace: isPlace === 1 }),
  S: ([labels]) => trace.stacks.push(labels),
  T: ([turn, start, duration]) => trace.turns.push({ turn, start, end: start + duration }),
  P: ([turn, phase, start, duration, waited]) =>
    trace.phases.push({ turn, phase: trace.head.phases[phase], start, end: start + duration, waited }),
  C: ([start, duration, id, kind, provider, phase, turn, label, parent, queued, by, place, delay, drain, gc, stack]) =>
    trace.callbacks.push({
      start, end: start + duration, id, kind: trace.head.kinds[kind], provider: trace.head.providers[provider],
      phase: trace.head.phases[phase], turn, label: trace.labels[label], parent, queued: queued < 0 ? undefined : queued, by,
      place: trace.labels[place], delay, drain: drain < 0 ? undefined : drain, gc,
      stack: stack < 0 ? undefined : trace.stacks[stack].map((number) => trace.labels[number]),
    }),
  J: ([kind, id, queued, start, end, returned, by, place]) =>
    trace.jobs.push({ kind: trace.head.kinds[kind], id, queued, start, end, returned, by, place: trace.labels[place] }),
  G: ([collection, start, duration]) =>
    trace.collections.push({ kind: trace.head.collections[collection], start, end: start + duration }),
};

function readLines(text) {
  let isFirst = true;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      break;  // the disk was full here
    }
    if (isFirst) trace.head = value;
    else readers[value[0]]?.(value.slice(1));
    isFirst = false;
  }
  for (const list of [trace.turns, trace.phases, trace.callbacks, trace.jobs, trace.collections]) list.sort((a, b) => a.start - b.start);
}

// ---- Words ----

const time = (us) => (us >= 1e6 ? `${(us / 1e6).toFixed(3)} s` : us >= 1e3 ? `${(us / 1e3).toFixed(2)} ms` : `${us.toFixed(1)} us`);
const placeOf = (label) => (label?.script ? `${label.script}:${label.line}:${label.column}` : '');
const isOwn = (label) => label === undefined || label.script.startsWith('node:');

/** The function that a callback is, or where it was queued if that says more. */
const labelOf = (callback) => (isOwn(callback.label) && callback.place ? callback.place : callback.label);

/** The loop's own entry, which runs a batch of timers or immediates. */
const isBatch = ({ id, kind }) => id === 0 && (kind === 'timer' || kind === 'immediate');

function nameOf(callback) {
  const label = labelOf(callback);
  let { kind } = callback;
  if (isBatch(callback)) return `${kind}s`;
  if (kind === 'timer' && callback.delay) kind = `timer ${callback.delay} ms`;
  if (!label) return kind;
  return `${kind}${label.isPlace ? ' from' : ''} ${label.name || `(${placeOf(label).split('/').pop()})`}`;
}

/** How long it could have run and did not: from being queued (a timer: from being due) to its start. */
function waitOf(callback) {
  if (callback.queued === undefined) return undefined;
  return Math.max(0, callback.start - callback.queued - callback.delay * 1000);
}

// ---- Layout: every slice gets a row ----

const tracks = [];  // { name, rows, slices: [{ start, end, row, name, color, item }] }

const COLORS = {
  timers: '#f08c00', pending: '#868e96', poll: '#1c7ed6', check: '#2f9e44', closing: '#e03131', wait: '#a5d8ff', queue: '#ced4da',
};
const colorOf = (text) => COLORS[text] ?? `hsl(${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7)} 55% 55%)`;

/** Slices inside each other go to deeper rows. */
function nested(items, toSlice) {
  const open = [];
  return items.map((item) => {
    while (open.length > 0 && open[open.length - 1] <= item.start) open.pop();
    open.push(item.end);
    return { start: item.start, end: item.end, row: open.length - 1, item, ...toSlice(item) };
  });
}

/** Slices side by side go to lanes. */
function laned(items, toSlice) {
  const free = [];
  return items.map((item) => {
    let row = free.findIndex((end) => end <= item.start);
    if (row < 0) row = free.length;
    free[row] = item.end;
    return { start: item.start, end: item.end, row, item, ...toSlice(item) };
  });
}

function addTrack(name, slices) {
  if (slices.length > 0) tracks.push({ name, slices, rows: 1 + slices.reduce((most, { row }) => Math.max(most, row), 0) });
}

function layOut() {
  addTrack('turns', nested(trace.turns, ({ turn }) => ({ name: `turn ${turn}`, color: turn % 2 ? '#adb5bd' : '#ced4da' })));
  const phases = nested(trace.phases, ({ phase }) => ({ name: phase, color: colorOf(phase) }));
  const waits = trace.phases.filter(({ waited }) => waited > 0).map((item) => (
    { start: item.start, end: item.start + item.waited, row: 0, item, name: 'wait', color: COLORS.wait }));
  addTrack('phases', [...phases, ...waits]);
  trace.callbacks.sort((a, b) => a.start - b.start || b.end - a.end);
  addTrack('callbacks', nested(trace.callbacks, (item) => ({ name: nameOf(item), color: colorOf(item.kind) })));
  addTrack('collections', nested(trace.collections, ({ kind }) => ({ name: kind, color: '#862e9c' })));
  for (const kind of new Set(trace.jobs.map((job) => job.kind))) {
    const jobs = trace.jobs.filter((job) => job.kind === kind);
    addTrack(`pool: ${kind}`, laned(jobs, () => ({ name: kind, color: colorOf(kind) })));
    const queued = jobs.map((job) => ({ job, start: job.queued, end: job.start })).sort((a, b) => a.start - b.start);
    addTrack(`queue: ${kind}`, laned(queued, ({ job }) => ({ name: `waits ${time(job.start - job.queued)}`, color: COLORS.queue, item: job })));
  }
}

// ---- The timeline ----

const canvas = document.getElementById('timeline');
const ROW = 18;
const HEAD = 110;  // pixels for the names of the tracks
const MOST_ROWS = 12;
const view = { from: 0, to: 1, first: 0, last: 1, selected: undefined, matches: undefined };

const xOf = (us) => HEAD + (us - view.from) / (view.to - view.from) * (canvas.clientWidth - HEAD);
const timeAt = (x) => view.from + (x - HEAD) / (canvas.clientWidth - HEAD) * (view.to - view.from);

function show(from, to) {
  const span = Math.min(Math.max(to - from, 1), view.last - view.first);
  view.from = Math.max(Math.min(from, view.last - span), view.first);
  view.to = view.from + span;
  draw();
}

function zoom(factor, center) {
  show(center - (center - view.from) * factor, center + (view.to - center) * factor);
}

function draw() {
  const scale = window.devicePixelRatio || 1;
  const rows = tracks.reduce((sum, track) => sum + Math.min(track.rows, MOST_ROWS), 0);
  const height = rows * ROW + tracks.length * 4;
  canvas.style.height = `${height}px`;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  let y = 2;
  let drawn = 0;
  for (const track of tracks) {
    track.y = y;
    context.fillStyle = getComputedStyle(document.body).color;
    context.fillText(track.name, 4, y + ROW / 2, HEAD - 8);
    drawn += drawTrack(context, track);
    y += Math.min(track.rows, MOST_ROWS) * ROW + 4;
  }
  drawArrow(context);
  canvas.dataset.drawn = drawn;
  document.getElementById('range').textContent = `${time(view.from - view.first)} to ${time(view.to - view.first)}`;
}

function drawTrack(context, track) {
  let drawn = 0;
  const ends = [];  // of the last pixel in each row: slices narrower than that are one
  for (const slice of track.slices) {
    if (slice.end < view.from || slice.start > view.to || slice.row >= MOST_ROWS) continue;
    const left = Math.max(xOf(slice.start), HEAD);
    const right = Math.max(xOf(slice.end), left + 1);
    if (right <= (ends[slice.row] ?? 0)) continue;
    ends[slice.row] = Math.max(right, Math.floor(left) + 1);
    drawn++;
    const top = track.y + slice.row * ROW;
    const dim = view.matches !== undefined && !view.matches.has(slice.item);
    context.globalAlpha = dim ? 0.2 : 1;
    context.fillStyle = slice.color;
    context.fillRect(left, top, right - left, ROW - 2);
    if (slice.item === view.selected) {
      context.strokeStyle = '#d6336c';
      context.lineWidth = 2;
      context.strokeRect(left, top, right - left, ROW - 2);
    }
    if (right - left > 30) {
      context.save();
      context.beginPath();
      context.rect(left, top, right - left - 2, ROW);
      context.clip();
      context.fillStyle = '#000';
      context.fillText(slice.name, left + 3, top + ROW / 2);
      context.restore();
    }
  }
  context.globalAlpha = 1;
  return drawn;
}

/** From where the selected callback was queued to where it ran. */
function drawArrow(context) {
  const { selected } = view;
  const track = tracks.find(({ name }) => name === 'callbacks');
  if (selected?.queued === undefined || track === undefined) return;
  const target = track.slices.find(({ item }) => item === selected);
  if (target === undefined) return;
  const source = track.slices.findLast(({ item }) => item.id === selected.by && item.start <= selected.queued);
  const yOf = (slice) => track.y + Math.min(slice?.row ?? 0, MOST_ROWS) * ROW + ROW / 2;
  context.strokeStyle = '#d6336c';
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(xOf(selected.queued), yOf(source));
  const middle = (xOf(selected.queued) + xOf(selected.start)) / 2;
  context.bezierCurveTo(middle, yOf(source) - ROW, middle, yOf(target) - ROW, xOf(selected.start), yOf(target));
  context.stroke();
}

function sliceAt(x, y) {
  const at = timeAt(x);
  const slack = (view.to - view.from) / canvas.clientWidth * 2;
  for (const track of tracks) {
    const row = Math.floor((y - track.y) / ROW);
    if (row < 0 || row >= Math.min(track.rows, MOST_ROWS)) continue;
    return track.slices.findLast((slice) => slice.row === row && slice.start - slack <= at && slice.end + slack >= at);
  }
  return undefined;
}

// ---- Details ----

function linkTo(callback, text) {
  const button = document.createElement('button');
  button.textContent = text;
  button.onclick = () => select(callback, true);
  return button;
}

function callbackFields(callback) {
  const wait = waitOf(callback);
  const cause = callback.by === 0 ? undefined : trace.callbacks.findLast(({ id, start }) => id === callback.by && start <= callback.queued);
  const nested = callback.drain === undefined ? '' : ` (its own ${time(callback.drain - callback.start)}, then ticks and microtasks)`;
  return [
    ['Kind', `${callback.kind}${callback.provider === 'NONE' ? '' : ` (${callback.provider})`}`],
    ['Turn and phase', `${callback.turn}, ${callback.phase}`],
    ['Function', callback.label && `${callback.label.name || '(anonymous)'} ${placeOf(callback.label)}`],
    ['Queued from', callback.place && callback.place !== callback.label && `${callback.place.name || '(anonymous)'} ${placeOf(callback.place)}`],
    ['Stack', callback.stack?.map((label) => `${label.name || '(anonymous)'} ${placeOf(label)}`).join('\n')],
    ['Started', time(callback.start)],
    ['Duration', time(callback.end - callback.start) + nested],
    ['Collections', callback.gc > 0 && time(callback.gc)],
    ['Queued at', callback.queued !== undefined && time(callback.queued)],
    ['Delay', callback.delay > 0 && `${callback.delay} ms, due at ${time(callback.queued + callback.delay * 1000)}`],
    ['Waited', wait !== undefined && time(wait)],
    ['Queued by', cause && linkTo(cause, nameOf(cause))],
    ['Async id', `${callback.id}`],
  ];
}

function fieldsOf(item) {
  if (item.returned !== undefined) {
    return [['Job', item.kind], ['Waited for a thread', time(item.start - item.queued)], ['Ran', time(item.end - item.start)],
      ['Until its callback', time(item.returned - item.end)], ['Queued from', item.place && `${item.place.name} ${placeOf(item.place)}`]];
  }
  if (item.drain !== undefined || item.id !== undefined) return callbackFields(item);
  return [['What', item.phase ?? item.kind ?? `turn ${item.turn}`], ['Turn', item.turn], ['Started', time(item.start)],
    ['Duration', time(item.end - item.start)], ['Waited', item.waited > 0 && time(item.waited)]];
}

function select(item, scroll) {
  view.selected = item;
  const details = document.getElementById('details');
  details.hidden = item === undefined;
  if (item === undefined) return draw();
  const list = document.createElement('dl');
  for (const [name, value] of fieldsOf(item)) {
    if (value === undefined || value === false) continue;
    const term = document.createElement('dt');
    const text = document.createElement('dd');
    term.textContent = name;
    text.append(value);
    list.append(term, text);
  }
  details.replaceChildren(list);
  const span = view.to - view.from;
  if (scroll && (item.start < view.from || item.end > view.to)) return show(item.start - span / 4, item.start + span * 3 / 4);
  return draw();
}

// ---- Search ----

function matcherOf(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    const [, field, value] = /^(phase|turn|kind):(.+)$/.exec(word) ?? [];
    if (field !== undefined) return (item) => String(item[field] ?? '').toLowerCase() === value;
    return (item) => textOf(item).includes(word);
  });
  return (item) => words.every((matches) => matches(item));
}

function textOf(item) {
  item.text ??= [item.kind, item.phase, item.label?.name, placeOf(item.label), item.place?.name, placeOf(item.place)].join(' ').toLowerCase();
  return item.text;
}

function find(text) {
  const found = document.getElementById('found');
  if (text.trim() === '') {
    view.matches = undefined;
    found.textContent = '';
  } else {
    const matches = matcherOf(text);
    const callbacks = trace.callbacks.filter(matches);
    view.matches = new Set([...callbacks, ...trace.jobs.filter(matches)]);
    const total = callbacks.reduce((sum, { start, end }) => sum + end - start, 0);
    found.textContent = `${callbacks.length} callbacks, ${time(total)}`;
  }
  summarize();
  draw();
}

// ---- Summary ----

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];

function fill(id, columns, rows) {
  const table = document.getElementById(id);
  const cell = (tag, text, isNumber) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (isNumber) element.className = 'number';
    return element;
  };
  const head = document.createElement('tr');
  head.append(...columns.map(([name, isNumber]) => cell('th', name, isNumber)));
  table.replaceChildren(head, ...rows.map(({ cells, item }) => {
    const row = document.createElement('tr');
    row.append(...cells.map((text, i) => cell('td', text, columns[i][1])));
    if (item !== undefined) {
      row.dataset.row = '';
      row.onclick = () => select(item, true);
    }
    return row;
  }));
}

const TIMES = [['count', true], ['total', true], ['p50', true], ['p90', true], ['p99', true], ['max', true]];

function timesOf(durations) {
  const sorted = durations.slice().sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return [sorted.length, time(total), ...[0.5, 0.9, 0.99, 1].map((share) => time(percentile(sorted, share)))];
}

function fillGrouped(id, first, items, keyOf, durationOf) {
  const groups = Map.groupBy(items, keyOf);
  fill(id, [[first], ...TIMES], [...groups].map(([key, group]) => ({ cells: [key, ...timesOf(group.map(durationOf))] })));
}

/** Of what the search has found, or of everything. */
function summarize() {
  const took = ({ start, end }) => end - start;
  const callbacks = trace.callbacks.filter((item) => view.matches?.has(item) ?? true);
  const phases = trace.phases.flatMap((item) => (item.phase !== 'poll' ? [item] :
    [{ ...item, phase: 'poll wait', end: item.start + item.waited }, { ...item, phase: 'poll work', start: item.start + item.waited }]));
  fillGrouped('phases', 'phase', phases, ({ phase }) => phase, took);
  fillGrouped('kinds', 'kind', callbacks.filter((item) => !isBatch(item)), ({ kind }) => kind, took);
  fillGrouped('collections', 'kind', trace.collections, ({ kind }) => kind, took);
  const place = (item) => placeOf(labelOf(item));
  const slowest = callbacks.toSorted((a, b) => took(b) - took(a)).slice(0, 20);
  fill('slowest', [['callback'], ['place'], ['turn', true], ['phase'], ['took', true]], slowest.map((item) => (
    { item, cells: [nameOf(item), place(item), item.turn, item.phase, time(took(item))] })));
  const waits = callbacks.filter(({ id, queued, provider }) => id !== 0 && queued !== undefined && provider === 'NONE')
    .toSorted((a, b) => waitOf(b) - waitOf(a)).slice(0, 20);
  fill('waits', [['callback'], ['place'], ['turn', true], ['waited', true], ['then took', true]], waits.map((item) => (
    { item, cells: [nameOf(item), place(item), item.turn, time(waitOf(item)), time(took(item))] })));
  const jobs = trace.jobs.flatMap((job) => [
    { key: `${job.kind}: wait for a thread`, took: job.start - job.queued }, { key: `${job.kind}: run`, took: job.end - job.start },
    { key: `${job.kind}: until the callback`, took: job.returned - job.end }]);
  fillGrouped('pools', 'jobs', jobs, ({ key }) => key, ({ took: duration }) => duration);
}

// ---- Start ----

function listen() {
  let grabbed;
  canvas.onwheel = (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, timeAt(event.offsetX));
  };
  canvas.onpointerdown = (event) => { grabbed = { x: event.offsetX, from: view.from, moved: false }; };
  canvas.onpointermove = (event) => {
    if (grabbed === undefined) return;
    const shift = (event.offsetX - grabbed.x) / (canvas.clientWidth - HEAD) * (view.to - view.from);
    grabbed.moved ||= Math.abs(event.offsetX - grabbed.x) > 3;
    if (grabbed.moved) show(grabbed.from - shift, grabbed.from - shift + (view.to - view.from));
  };
  canvas.onpointerup = (event) => {
    if (grabbed !== undefined && !grabbed.moved) select(sliceAt(event.offsetX, event.offsetY)?.item, false);
    grabbed = undefined;
  };
  canvas.onkeydown = ({ key }) => {
    const span = view.to - view.from;
    if (key === '+') zoom(0.8, (view.from + view.to) / 2);
    if (key === '-') zoom(1.25, (view.from + view.to) / 2);
    if (key === 'ArrowLeft') show(view.from - span / 5, view.to - span / 5);
    if (key === 'ArrowRight') show(view.from + span / 5, view.to + span / 5);
  };
  document.getElementById('find').oninput = ({ target }) => find(target.value);
  document.getElementById('all').onclick = () => show(view.first, view.last);
  window.onresize = draw;
}

function start() {
  readLines(document.getElementById('trace')?.textContent ?? '');
  document.title = `${trace.head.title ?? ''} event loop`;
  document.getElementById('title').textContent = trace.head.title ?? '(no trace)';
  const gaps = [];
  if (trace.head.lost > 0) gaps.push(`${trace.head.lost} older events were overwritten (--trace-loop-events)`);
  if (trace.head.crowded > 0) gaps.push(`${trace.head.crowded} crowded turns show their first 4,000 events`);
  document.getElementById('lost').textContent = gaps.join('; ');
  layOut();
  const slices = tracks.flatMap((track) => track.slices);
  view.first = slices.reduce((least, { start: at }) => Math.min(least, at), Infinity);
  view.last = slices.reduce((most, { end }) => Math.max(most, end), 0);
  if (slices.length === 0) view.first = 0;
  listen();
  const place = new URLSearchParams(location.hash.slice(1));
  document.getElementById('find').value = place.get('find') ?? '';
  find(place.get('find') ?? '');
  show(view.first + Number(place.get('from') ?? 0), place.has('to') ? view.first + Number(place.get('to')) : view.last);
  document.body.dataset.ready = 'yes';
}

document.addEventListener('DOMContentLoaded', start);
