'use strict';
// A binary heap of timer lists by `expiry`; each list knows its `position`, so that it can be moved or removed.

class TimerHeap {
  #items = [undefined];  // from index 1
  #size = 0;

  peek() {
    return this.#items[1];
  }

  insert(list) {
    this.#items[++this.#size] = list;
    list.position = this.#size;
    this.#up(this.#size);
  }

  /** After the expiry of `list` has grown. */
  update(list) {
    this.#down(list.position);
  }

  remove(list) {
    const { position } = list;
    if (position === 0) return;
    list.position = 0;
    const items = this.#items;
    const last = items[this.#size];
    items[this.#size--] = undefined;
    if (last === list) return;
    items[position] = last;
    last.position = position;
    if (position > 1 && items[position >> 1].expiry > last.expiry) this.#up(position);
    else this.#down(position);
  }

  #up(position) {
    const items = this.#items;
    const list = items[position];
    while (position > 1) {
      const parent = items[position >> 1];
      if (parent.expiry <= list.expiry) break;
      items[position] = parent;
      parent.position = position;
      position >>= 1;
    }
    items[position] = list;
    list.position = position;
  }

  #down(position) {
    const items = this.#items;
    const size = this.#size;
    const list = items[position];
    while (position * 2 <= size) {
      let child = position * 2;
      if (child < size && items[child + 1].expiry < items[child].expiry) child++;
      if (items[child].expiry >= list.expiry) break;
      items[position] = items[child];
      items[position].position = position;
      position = child;
    }
    items[position] = list;
    list.position = position;
  }
}

module.exports = TimerHeap;
