/**
 * What the surrounding runtime may or may not have: the engine also loads in Node and in workers.
 *
 * @module
 */

interface Host {
  readonly navigator?: { readonly onLine?: boolean; readonly hardwareConcurrency?: number };
}

/** True only if the browser says that it has no network; hosts without that knowledge are taken to be online. */
export function isOffline(): boolean {
  return (globalThis as Host).navigator?.onLine === false;
}

/** Processors, 2 where nobody tells. */
export function processors(): number {
  return (globalThis as Host).navigator?.hardwareConcurrency ?? 2;
}
