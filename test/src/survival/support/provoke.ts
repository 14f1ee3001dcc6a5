/**
 * Makes an upload fail: the built element in Chromium, with a retry policy that does not take minutes.
 *
 * @module
 */
import type * as engine from '@direct-upload/widget/engine';
import type { RetryPolicy, TransportLimits } from '@direct-upload/widget/engine';
import { loadField, type Field } from '../../e2e/support/field.js';
import type { MadeFile } from '../../e2e/support/files.js';
import type { Stage } from '../../e2e/support/stage.js';
import { setPageClock } from './wrong-clock.js';

/** Two tries in quick succession; for most failures the first one is as good as the last. */
const HASTY: RetryPolicy = { attempts: 2, baseDelay: 20, maxDelay: 50, offlineLimit: 500 };

/** What is uploaded, and how. */
export interface Attempt {
  readonly files: readonly MadeFile[];
  /** Of the signer's uploads resource. */
  readonly endpoint: string;
  /** Of the element, as HTML. */
  readonly attributes?: string;
  readonly retry?: Partial<RetryPolicy>;
  readonly limits?: TransportLimits;
  /** Milliseconds by which the browser's clock is ahead. */
  readonly clockAhead?: number;
  /** What goes wrong, right after the files were dropped. */
  readonly meanwhile?: (field: Field) => Promise<void>;
}

/** How an upload ended. */
export interface Ending {
  readonly name: string;
  readonly status: string;
  readonly code?: string;
  readonly message?: string;
  readonly receipt?: string;
}

/** The page, with nothing dropped yet. */
export async function openHastily(
  stage: Stage,
  wanted: Omit<Attempt, 'files' | 'meanwhile'>,
): Promise<Field> {
  // Some of these signers and storages are not the stage's own.
  stage.site.allow('http://127.0.0.1:*');
  stage.site.setAttributes(wanted.attributes ?? '');
  const context = await stage.browser.newContext();
  await context.addInitScript(setPageClock, wanted.clockAhead ?? 0);
  const field = await loadField(await context.newPage(), stage.site);
  await field.page.evaluate(useUploader, {
    endpoint: wanted.endpoint,
    retry: { ...HASTY, ...wanted.retry },
    limits: wanted.limits ?? {},
  });
  return field;
}

/** Resolves when every upload is final. */
export async function attempt(stage: Stage, wanted: Attempt): Promise<readonly Ending[]> {
  const field = await openHastily(stage, wanted);
  await field.drop(wanted.files);
  await wanted.meanwhile?.(field);
  await field.settled(60_000);
  const endings = await endingsOf(field);
  await field.page.context().close();
  return endings;
}

/** How the page's uploads stand. */
export function endingsOf({ page }: Field): Promise<readonly Ending[]> {
  return page.evaluate(() =>
    // The engine's, as in `settled`: what the field shows of them comes with the next frame.
    document.querySelector('direct-upload')!.uploader.uploads.map(({ file: { name }, state }) => ({
      name,
      status: state.status,
      ...(state.status === 'done' && { receipt: state.receipt }),
      ...(state.status === 'failed' && { code: state.error.code, message: state.error.message }),
    })),
  );
}

interface UploaderSettings {
  readonly endpoint: string;
  readonly retry: RetryPolicy;
  readonly limits: TransportLimits;
}

/** Runs in the page. */
export async function useUploader({ endpoint, retry, limits }: UploaderSettings): Promise<void> {
  const url = '/direct-upload.js';
  const { Uploader, fetchSigner } = (await import(url)) as typeof engine;
  const signer = fetchSigner(endpoint);
  document.querySelector('direct-upload')!.uploader = new Uploader({ signer, retry, limits });
}
