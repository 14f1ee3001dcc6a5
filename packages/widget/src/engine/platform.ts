/**
 * What the surrounding runtime may or may not have: the engine also loads in Node and in workers.
 *
 * @module
 */

interface Host {
  readonly document?: unknown;
  readonly navigator?: {
    readonly onLine?: boolean;
    readonly hardwareConcurrency?: number;
    readonly serviceWorker?: { readonly controller: unknown };
  };
}

/** True only if the browser says that it has no network; hosts without that knowledge are taken to be online. */
export function isOffline(): boolean {
  return (globalThis as Host).navigator?.onLine === false;
}

/**
 * Whether an XMLHttpRequest reports upload progress here. Behind a service worker it does not (w3c/ServiceWorker#1141), and
 * only a page can tell whether there is one.
 */
export function tellsProgress(): boolean {
  const { document, navigator } = globalThis as Host;
  return document !== undefined && !navigator?.serviceWorker?.controller;
}

/** Processors, 2 where nobody tells. */
export function processors(): number {
  return (globalThis as Host).navigator?.hardwareConcurrency ?? 2;
}
