/**
 * An upload in the middle of its way: where every one of these tests begins.
 *
 * @module
 */
import type { Page } from 'playwright-core';
import { loadField, type Field } from '../../e2e/support/field.js';
import type { MadeFile } from '../../e2e/support/files.js';
import type { Stage } from '../../e2e/support/stage.js';
import { lineOf, reach, type Line, type Reached } from './middle.js';
import { createSeenParts, type SeenParts } from './part-log.js';

/** Slow enough that there is a middle, fast enough that nobody waits long for it: seconds for the whole file. */
const LASTS = 6;

/** See the module comment. */
export interface UnderWay {
  readonly page: Page;
  readonly field: Field;
  /** Slow still; ends with the page. */
  readonly line: Line;
  readonly seen: SeenParts;
  readonly at: Reached;
}

/** Drops the file onto the field and resolves at 40 %, the line still slow. */
export async function underWay(page: Page, stage: Stage, file: MadeFile): Promise<UnderWay> {
  const seen = createSeenParts();
  seen.watch(page);
  const field = await loadField(page, stage.site);
  const line = await lineOf(page);
  await line.slow(file.size / LASTS);
  await field.drop([file]);
  return { page, field, line, seen, at: await reach(page, 0.4) };
}

/** What a newly loaded page offers of earlier visits. */
export async function offered(
  page: Page,
): Promise<readonly { readonly name: string; readonly status: string; readonly source: string }[]> {
  // The list is read from IndexedDB and the tabs' locks: a moment after the element is there.
  await page.waitForFunction(() => document.querySelector('direct-upload')!.uploads.length > 0);
  return page.evaluate(() =>
    document
      .querySelector('direct-upload')!
      .uploads.map(({ file: { name }, source, state: { status } }) => ({ name, status, source })),
  );
}
