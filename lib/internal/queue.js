'use strict';

// A first-in first-out queue over one array with a moving head, for lists whose length is usually small.
// Callers: events.on, the readline iterator, web streams.
// Rule: `shift` costs the same at every length; the consumed front is cut off in one go when it is at least half of a long
// array, so memory follows the number of waiting entries.

class Queue {
  #items = [];
  #head = 0;

  get length() {
    return this.#items.length - this.#head;
  }

  push(item) {
    this.#items.push(item);
  }

  /** @returns {any} the oldest entry, or undefined when there is none */
  peek() {
    return this.#items[this.#head];
  }

  /** Takes the oldest entry; undefined when there is none. */
  shift() {
    const items = this.#items;
    if (this.#head === items.length) return undefined;
    const item = items[this.#head];
    items[this.#head++] = undefined;
    if (this.#head === items.length) {
      items.length = 0;
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > items.length) {
      items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }

  clear() {
    this.#items = [];
    this.#head = 0;
  }

  * [Symbol.iterator]() {
    for (let i = this.#head; i < this.#items.length; i++) yield this.#items[i];
  }
}

module.exports = { Queue };
