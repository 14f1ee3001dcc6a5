/**
 * One file's way from grant to receipt. Starting, resuming and retrying are the same call: what the session already
 * holds (a grant, confirmed parts) is skipped.
 *
 * @module
 */
import { checkReceipt } from './check-receipt.js';
import { UploadError } from './errors.js';
import { forEachInLanes } from './lanes.js';
import { createPartUrls } from './part-urls.js';
import { planParts, type PartRange } from './parts.js';
import { createProgress } from './progress.js';
import type { Completion, FileDeclaration, Grant, PartRecord } from './protocol.js';
import { reconcile } from './reconcile.js';
import { sendPart, type PartServices } from './send-part.js';
import type { UploadSession } from './session.js';
import type { UploadEvent } from './state.js';

/** Files up to this size are hashed while the signer is asked, so that storage can check them itself. */
const HASH_AHEAD = 1024 * 1024;
/** How often the whole upload starts over because the signer found something missing. */
const MAX_ROUNDS = 3;

/** What running needs besides the session. */
export interface RunServices extends PartServices {
  /** Connections, which is also how many parts of one file are sent at a time at most. */
  readonly connections: number;
  grant(file: FileDeclaration, signal: AbortSignal): Promise<Grant>;
  /** The upload has begun: it may be wanted after a reload. */
  readonly remember: (session: UploadSession) => void;
  /** Resolves with the receipt. */
  complete(completion: Completion, signal: AbortSignal): Promise<string>;
}

/** What the rest of the engine learns while it runs. */
export type EmitUploadEvent = (event: UploadEvent) => void;

/** Runs until there is a receipt; rejects with an `UploadError` or the signal's reason. */
export async function runUpload(
  session: UploadSession,
  file: File,
  services: RunServices,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<string> {
  for (let round = 1; ; round += 1) {
    try {
      const md5 = hashAhead(session, file, services, signal);
      const grant = (session.grant ??= await begin(session, file, services, signal));
      const parts = await sendParts({ session, grant, file, md5 }, services, emit, signal);
      emit({ type: 'confirmed' });
      const receipt = await services.complete({ token: grant.token, parts }, signal);
      await checkReceipt(receipt, parts, services.hasher, signal);
      return receipt;
    } catch (error) {
      signal.throwIfAborted();
      if (round >= MAX_ROUNDS || !doubt(session, error)) throw error;
      emit({ type: 'resend' });
    }
  }
}

/** Drops what the signer no longer honours. False if going round again would not help. */
function doubt(session: UploadSession, error: unknown): boolean {
  if (!(error instanceof UploadError)) return false;
  if (error.code === 'expired') {
    session.grant = undefined;
    session.confirmed.clear();
    return true;
  }
  // By the signer's word only: a part that storage itself keeps corrupting was tried often enough.
  if (error.code !== 'corrupted' || session.confirmed.size === 0) return false;
  session.trust = 'ask-storage';
  return true;
}

async function begin(
  session: UploadSession,
  { name, size, type }: File,
  services: RunServices,
  signal: AbortSignal,
): Promise<Grant> {
  const grant = await services.grant({ name, size, type }, signal);
  services.remember({ ...session, grant });
  return grant;
}

interface GrantedUpload {
  readonly session: UploadSession;
  readonly grant: Grant;
  readonly file: File;
  /** The whole file's hash, if it is being computed already. */
  readonly md5: Promise<string> | undefined;
}

async function sendParts(
  { session, grant, file, md5 }: GrantedUpload,
  services: RunServices,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const { confirmed } = session;
  const { token, requests } = grant;
  const plan = planOf(file, grant);
  const progress = createProgress(file.size);
  const tell = ({ partNumber, size }: PartRecord): void => {
    emit({ type: 'progress', progress: progress.confirmed(partNumber, size) });
  };
  if (session.trust === 'ask-storage') {
    emit({ type: 'granted' });
    await reconcile({ token, file, plan, confirmed }, services, tell, signal);
    session.trust = 'seen';
  } else {
    for (const record of confirmed.values()) tell(record);
  }
  const missing = (): number[] =>
    plan.map(({ partNumber }) => partNumber).filter((it) => !confirmed.has(it));
  const urls = createPartUrls({ token, requests, missing }, services, signal);

  const send = async ({ partNumber, start, end }: PartRange, stop: AbortSignal): Promise<void> => {
    const job = {
      partNumber,
      // A slice, never the File itself: Chromium reads a File in tiny pieces and takes up to twice as long.
      bytes: file.slice(start, end),
      urls,
      owner: session,
      md5: grant.partCount === 1 ? md5 : undefined,
      onStart: () => {
        emit({ type: 'granted' });
      },
      onProgress: (sent: number) => {
        emit({ type: 'progress', progress: progress.sent(partNumber, sent) });
      },
    };
    const record = await sendPart(job, services, stop);
    confirmed.set(partNumber, record);
    tell(record);
  };
  const rest = plan.filter(({ partNumber }) => !confirmed.has(partNumber));
  // All parts may be confirmed already (a retry of the completion alone): the upload still has to be `uploading`.
  if (rest.length === 0) emit({ type: 'granted' });
  await forEachInLanes(rest, services.connections, send, signal);
  return [...confirmed.values()].sort((a, b) => a.partNumber - b.partNumber);
}

function planOf(file: File, { partSize, partCount }: Grant): readonly PartRange[] {
  try {
    return planParts(file.size, partSize, partCount);
  } catch (cause) {
    throw new UploadError('signer-refused', (cause as Error).message, { cause });
  }
}

/** Hashes a small file while the signer is being asked. */
function hashAhead(
  { grant }: UploadSession,
  file: File,
  { hasher }: RunServices,
  signal: AbortSignal,
): Promise<string> | undefined {
  if (grant || file.size > HASH_AHEAD) return undefined;
  const md5 = hasher.md5(file, signal);
  // Met where it is awaited; until then a failure must not count as unhandled.
  md5.catch(() => undefined);
  return md5;
}
