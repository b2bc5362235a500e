'use strict';
// The buffer that several readers of one byte stream share, for broadcast() and share(): each reader has a place of its
// own in it, what all have read goes. Rule: readers get one entry (a batch) at a time.

// Bytes that the slowest reader may be behind, unless the options say otherwise.
const kSharedBudget = 65536;

const byteCount = (batch) => batch.reduce((sum, chunk) => sum + chunk.byteLength, 0);
const doneResult = () => ({ __proto__: null, done: true, value: undefined });
const itemResult = (value) => ({ __proto__: null, done: false, value });

/** Entries by their number since the beginning; those before `first` are gone. */
class SharedBuffer {
  entries = [];
  first = 0;
  bytes = 0;
  readers = new Set();

  add(batch) {
    this.entries.push(batch);
    this.bytes += byteCount(batch);
  }

  /** Removes the oldest entry; who has not read it goes on behind it. */
  dropOldest() {
    this.bytes -= byteCount(this.entries.shift());
    this.first++;
  }

  dropAll() {
    while (this.entries.length !== 0) this.dropOldest();
  }

  has(reader) {
    return Math.max(reader.place, this.first) < this.first + this.entries.length;
  }

  /** The reader's next entry; it is there. */
  take(reader) {
    const place = Math.max(reader.place, this.first);
    const batch = this.entries[place - this.first];
    reader.place = place + 1;
    this.trim();
    return batch;
  }

  /** Lets go of what every reader has read. Without readers everything stays, for those that come later. */
  trim() {
    if (this.readers.size === 0) return;
    let least = Infinity;
    for (const { place } of this.readers) least = Math.min(least, place);
    while (this.first < least && this.entries.length !== 0) this.dropOldest();
  }
}

module.exports = { byteCount, doneResult, itemResult, kSharedBudget, SharedBuffer };
