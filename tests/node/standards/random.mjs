/** Chance that can be had again: the same seed, the same choices. */

export class Chance {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = (seed * 2654435761) >>> 0;
  }

  /** Between 0 and 1, without 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let it = this.#state;
    it = Math.imul(it ^ (it >>> 15), it | 1);
    it ^= it + Math.imul(it ^ (it >>> 7), it | 61);
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below this.
   * @param {number} below
   */
  below(below) {
    return Math.floor(this.next() * below);
  }

  /** Does something happen that happens so often?
   * @param {number} often
   */
  happens(often) {
    return this.next() < often;
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  oneOf(items) {
    return /** @type {T} */ (items[this.below(items.length)]);
  }

  /** As many as this, each any of the items.
   * @template T @param {number} count @param {() => T} make @returns {T[]}
   */
  times(count, make) {
    return Array.from({ length: count }, make);
  }

  /** The same items in another order.
   * @template T @param {readonly T[]} items @returns {T[]}
   */
  shuffled(items) {
    const left = [...items];
    return items.map(() => /** @type {T} */ (left.splice(this.below(left.length), 1)[0]));
  }
}
