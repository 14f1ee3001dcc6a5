/**
 * What the browser says of the network, until storage says otherwise. `navigator.onLine` is wrong behind some VPNs, bridges and
 * virtual machines (crbug.com/678075), and nobody should read “Waiting for the network” beside files that arrive.
 *
 * @module
 */

/** See the module comment. */
export class NetworkHint {
  #confirmed = Infinity;
  #isWrong = false;

  /** @param confirmed - bytes of all uploads that storage has confirmed by now */
  hear(confirmed: number): void {
    this.#isWrong ||= !navigator.onLine && confirmed > this.#confirmed;
    this.#confirmed = confirmed;
  }

  /** There is no network, as far as anybody can tell. */
  get offline(): boolean {
    if (navigator.onLine) this.#isWrong = false;
    return !navigator.onLine && !this.#isWrong;
  }
}
