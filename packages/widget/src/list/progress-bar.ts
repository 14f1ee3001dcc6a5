/**
 * How far an upload is, or all of them: a share for words, and a bar of two tones.
 *
 * A browser counts bytes when it hands them to a socket, and so does whatever relays them: they can wait there for the network,
 * or be lost. What storage has confirmed has the full tone, what was only sent a lighter one, and nothing is at 100 % before
 * storage has all of it.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';

/** Bytes. */
export interface Sums {
  readonly sent: number;
  readonly confirmed: number;
  readonly total: number;
}

/** Most that can be said before storage has confirmed everything. */
const ALMOST = 0.99;

/**
 * Whether nothing can be said of a running upload's progress. Behind a service worker no browser tells it
 * (w3c/ServiceWorker#1141), so that a file of one part stays at nothing until it is there.
 */
export function isUnknown({ sent }: { readonly sent: number }): boolean {
  return sent === 0;
}

/** 0–1; an empty file is at 0 until it is done. */
export function fractionOf({ sent, confirmed, total }: Sums): number {
  if (total === 0) return 0;
  return confirmed < total ? Math.min(ALMOST, sent / total) : 1;
}

/** The bar: `sums` of what it is about, `undefined` while nothing is known. One for screen readers, whatever its tones. */
export function progressBar(
  part: 'progress' | 'total-progress',
  sums: Sums | undefined,
  label: string,
): TemplateResult {
  const confirmed = sums && sums.total > 0 ? sums.confirmed / sums.total : 0;
  return html`<progress
      part=${part}
      max="1"
      value=${sums ? fractionOf(sums) : nothing}
      aria-label=${label}
    ></progress
    >${
      confirmed > 0
        ? html`<progress part="confirmed" max="1" value=${confirmed} aria-hidden="true"></progress>`
        : nothing
    }`;
}
