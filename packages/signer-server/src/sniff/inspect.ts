/**
 * What stands between stored bytes and a receipt: the signer's own look at the first of them, and the application's at
 * all of them.
 *
 * @module
 */
import { typeKey } from '@direct-upload/accept';
import { SignerError } from '../errors.js';
import { formatBytes } from '../format.js';
import type { Policies } from '../policy/policies.js';
import { deadline } from '../storage/deadline.js';
import type { InspectedObject, Inspection, ReadBytes, Upload } from '../storage/storage.js';
import { SAMPLE, assertContent } from './content.js';
import { MAX_DRAWING, drawingFault } from './drawing.js';

/** An upload, as an inspection is told of it. */
export type InspectedUpload = Readonly<
  Pick<Upload, 'size' | 'contentType' | 'name' | 'subject' | 'policy'> & {
    /** Name that the object gets if it passes. */
    readonly key: string;
  }
>;

/** Milliseconds that {@link Inspect} may take where nothing else is said. */
const DEFAULT_TIMEOUT = 300_000;

/**
 * Looks at an upload before there is a receipt.
 *
 * A `SignerError` with `forbidden` or `type-not-allowed` refuses the file for good and deletes it; anything else that is
 * thrown refuses it for now, and completion may be tried again.
 *
 * @param signal - ends when its time is over: what it says later is not heard
 * @param read - the bytes from `start` to before `end`; memory holds what is asked for
 */
export type Inspect = (
  upload: InspectedUpload,
  context: { readonly signal: AbortSignal; readonly read: ReadBytes },
) => Promise<void>;

/** The application's look, and how many milliseconds it may take. */
export interface InspectOptions {
  readonly inspect?: Inspect | undefined;
  readonly inspectTimeout?: number | undefined;
}

/**
 * Puts the two together; undefined where nothing is to be looked at.
 *
 * @throws SignerError `invalid-option` for a time that makes no sense.
 */
export function inspection(
  policies: Policies,
  { inspect, inspectTimeout = DEFAULT_TIMEOUT }: InspectOptions,
): (upload: Upload, signal: AbortSignal) => Inspection | undefined {
  assertTimeout(inspectTimeout);
  return (upload, signal) => {
    const sniff = upload.sniff ?? policies.named(upload.policy)?.sniff ?? false;
    if (!sniff && !inspect) return undefined;
    const look = async ({ key, read }: InspectedObject): Promise<void> => {
      if (sniff) await assertSeen(upload, read, signal);
      const { size, contentType, name, subject, policy: under } = upload;
      const told = { key, size, contentType, name, subject };
      const tell = under === undefined ? told : { ...told, policy: under };
      if (!inspect) return;
      await inTime(inspectTimeout, signal, (end) =>
        inspect(tell, { signal: end, read: bounded(read, end) }),
      );
    };
    return { extent: inspect ? upload.size : seenExtent(upload), look };
  };
}

/** How many bytes {@link assertSeen} reads at most. */
function seenExtent({ contentType, size }: Upload): number {
  const all = isDrawing(contentType) && size <= MAX_DRAWING;
  return all ? size : Math.min(size, SAMPLE);
}

function isDrawing(contentType: string): boolean {
  return typeKey(contentType) === 'image/svg+xml';
}

async function assertSeen(upload: Upload, read: ReadBytes, signal: AbortSignal): Promise<void> {
  await assertContent(upload.contentType, await read(0, SAMPLE));
  if (!isDrawing(upload.contentType)) return;
  const fault =
    upload.size > MAX_DRAWING
      ? `has more than ${formatBytes(MAX_DRAWING)}, which is more than is looked into`
      : await drawingFault(await read(0, upload.size), signal);
  if (fault !== undefined) throw new SignerError('type-not-allowed', `The drawing ${fault}.`);
}

/** Bytes of one read at most: it is held in memory. */
const MOST = 64 * 1024 * 1024;

function bounded(read: ReadBytes, signal: AbortSignal): ReadBytes {
  return async (start, end) => {
    signal.throwIfAborted();
    const valid = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0;
    if (valid && end - start <= MOST) return read(start, end);
    throw new SignerError(
      'invalid-option',
      `Read at most ${MOST} bytes at a time, from byte 0 on.`,
    );
  };
}

/**
 * One that never ends would hold the upload for ever: no other completion or abort of it has its turn before.
 *
 * @throws SignerError `internal`, after which completion can be tried again.
 */
async function inTime(
  limit: number,
  caller: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const end = deadline(caller, limit);
  const over = new Promise<never>((_, reject) => {
    const giveUp = (): void => {
      reject(end.signal.reason as Error);
    };
    end.signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    await Promise.race([over, work(end.signal)]);
  } catch (cause) {
    if (!end.passed()) throw cause;
    const message = `The inspection of this upload did not end within ${limit / 1000} seconds. Try again.`;
    throw new SignerError('internal', message, { cause });
  } finally {
    end.stop();
  }
}

/** The longest that timers of every runtime can wait. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

function assertTimeout(timeout: number): void {
  if (Number.isSafeInteger(timeout) && timeout >= 1 && timeout <= LONGEST_TIMEOUT) return;
  throw new SignerError(
    'invalid-option',
    `inspectTimeout is ${String(timeout)}; it must be a whole number of milliseconds from 1 to ${LONGEST_TIMEOUT}.`,
  );
}
