/**
 * Compares a page with the picture that is kept of it.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** How two pictures differ. */
export type Difference =
  | { readonly kind: 'none' }
  /** Nothing is kept under this name. */
  | { readonly kind: 'new' }
  | { readonly kind: 'size'; readonly kept: string; readonly taken: string }
  /** `picture` is a PNG with the differing pixels in red. */
  | { readonly kind: 'pixels'; readonly count: number; readonly picture: Buffer };

/**
 * Per pixel, 0–1 of the greatest difference in YIQ. What is smoothed differently counts as well: a rounder corner is nothing
 * but that. The fonts are the same everywhere and Chromium brings what draws them, so that nothing else differs.
 */
const THRESHOLD = 0.06;

/** So many pixels may differ: a letter's edge here and there. */
const TOLERATED = 12;

/** The whole page, without anything that moves or blinks. PNG. */
export function takePicture(page: Page): Promise<Buffer> {
  return page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
}

/** Compares with the file at `path`. */
export async function compareWith(path: string, taken: Buffer): Promise<Difference> {
  const kept = await readFile(path).catch(() => undefined);
  return kept ? compare(PNG.sync.read(kept), PNG.sync.read(taken)) : { kind: 'new' };
}

function compare(kept: PNG, taken: PNG): Difference {
  const { width, height } = kept;
  if (width !== taken.width || height !== taken.height) {
    const size = (png: PNG): string => `${png.width} × ${png.height}`;
    return { kind: 'size', kept: size(kept), taken: size(taken) };
  }
  const picture = new PNG({ width, height });
  const options = { threshold: THRESHOLD, includeAA: true };
  const count = pixelmatch(kept.data, taken.data, picture.data, width, height, options);
  if (count <= TOLERATED) return { kind: 'none' };
  return { kind: 'pixels', count, picture: PNG.sync.write(picture) };
}

/** What a person has to know of a difference. */
export function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'none':
      return 'as it was';
    case 'new':
      return 'no picture of it is kept';
    case 'size':
      return `was ${difference.kept}, is ${difference.taken}`;
    case 'pixels':
      return `${difference.count} pixels differ`;
  }
}
