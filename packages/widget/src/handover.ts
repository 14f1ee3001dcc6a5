/**
 * How a field that replaces another takes over what that one is sending. Frameworks that render on the server (LiveView, Turbo,
 * htmx) put a new element in the place of the old one: the one that left offers its uploader, and one that comes later asks for
 * it. Both are events at the document, so that neither has to know the other.
 *
 * @module
 */
import type { Uploader } from './engine/index.js';

const OFFER = 'direct-upload-offer';
const CLAIM = 'direct-upload-claim';

/** A field that left offers what it was sending. */
class OfferEvent extends Event {
  taken = false;
  readonly scope: string;
  readonly uploader: Uploader;

  constructor(scope: string, uploader: Uploader) {
    super(OFFER);
    this.scope = scope;
    this.uploader = uploader;
  }
}

/** A field that came asks for what one like it was sending. */
class ClaimEvent extends Event {
  uploader: Uploader | undefined;
  readonly scope: string;

  constructor(scope: string) {
    super(CLAIM);
    this.scope = scope;
  }
}

/** Offers to whoever is there; true if somebody took it. */
export function offer(scope: string, uploader: Uploader): boolean {
  const event = new OfferEvent(scope, uploader);
  document.dispatchEvent(event);
  return event.taken;
}

/** Asks those that left earlier; nothing if none of them was this field. */
export function claim(scope: string): Uploader | undefined {
  const event = new ClaimEvent(scope);
  document.dispatchEvent(event);
  return event.uploader;
}

/** Calls `take` with each offer until the signal fires; true says that it took it. */
export function onOffer(
  take: (scope: string, uploader: Uploader) => boolean,
  signal: AbortSignal,
): void {
  const listener = (event: Event): void => {
    if (event instanceof OfferEvent && !event.taken)
      event.taken = take(event.scope, event.uploader);
  };
  document.addEventListener(OFFER, listener, { signal });
}

/** Calls `give` with each claim until the signal fires. */
export function onClaim(give: (scope: string) => Uploader | undefined, signal: AbortSignal): void {
  const listener = (event: Event): void => {
    if (event instanceof ClaimEvent) event.uploader ??= give(event.scope);
  };
  document.addEventListener(CLAIM, listener, { signal });
}

/**
 * Fires once the page has been drawn again: what replaces an element is there by then. A field that comes later is one that
 * somebody asked for anew, for example in a dialog that was closed before.
 */
export function afterNextFrame(): AbortSignal {
  const drawn = new AbortController();
  requestAnimationFrame(() =>
    setTimeout(() => {
      drawn.abort();
    }),
  );
  return drawn.signal;
}

/** Pauses everything; returns the ids of what was not paused before. */
export function halt(uploader: Uploader): readonly string[] {
  const pausedIds = (): readonly string[] =>
    uploader.uploads.filter(({ state }) => state.status === 'paused').map(({ id }) => id);
  const before = new Set(pausedIds());
  uploader.pause();
  return pausedIds().filter((id) => !before.has(id));
}
