/**
 * Makes an upload have a middle: slows the line down, and waits until a part of the way is behind it.
 *
 * @module
 */
import type {} from '@direct-upload/widget/define';
import type { CDPSession, Page } from 'playwright-core';

/** The network as this page has it. */
export interface Line {
  /** Bytes per second upwards. */
  slow(bytesPerSecond: number): Promise<void>;
  /** As fast as it goes. */
  free(): Promise<void>;
  cut(): Promise<void>;
}

/** Takes hold of a page's network; a fault ends with the page, or with `free`. */
export async function lineOf(page: Page): Promise<Line> {
  const session = await page.context().newCDPSession(page);
  const set = (offline: boolean, uploadThroughput: number): Promise<void> =>
    emulate(session, offline, uploadThroughput);
  return {
    slow: (bytesPerSecond) => set(false, bytesPerSecond),
    free: () => set(false, -1),
    cut: () => set(true, -1),
  };
}

async function emulate(
  session: CDPSession,
  offline: boolean,
  uploadThroughput: number,
): Promise<void> {
  const conditions = { offline, uploadThroughput, downloadThroughput: -1, latency: 0 };
  await session.send('Network.emulateNetworkConditions', conditions);
}

/** How far the page's only upload is, 0 to 1. */
export interface Reached {
  readonly confirmed: number;
  readonly sent: number;
}

/**
 * Waits until a third of the only upload is confirmed and `share` of it on its way. Six parts travel side by side, so the
 * first confirmations come all at once.
 */
export async function reach(page: Page, share: number): Promise<Reached> {
  const reached = await page.waitForFunction(
    (wanted) => {
      const [upload] = document.querySelector('direct-upload')!.uploads;
      if (upload?.state.status === 'failed') return { failed: upload.state.error.code };
      if (upload?.state.status !== 'uploading') return false;
      const { sent, confirmed, total } = upload.state.progress;
      return sent >= wanted * total && confirmed >= total / 3
        ? { sent: sent / total, confirmed: confirmed / total }
        : false;
    },
    share,
    { polling: 50, timeout: 60_000 },
  );
  const value = (await reached.jsonValue()) as Reached | { readonly failed: string };
  if ('failed' in value) throw new Error(`failed as ${value.failed} before it got half-way`);
  return value;
}
