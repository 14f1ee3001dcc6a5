/**
 * One file's way from grant to receipt. Starting, resuming and retrying are the same call: what the session already
 * holds (a grant, confirmed parts) is skipped.
 *
 * @module
 */
import { UploadError } from './errors.js';
import { forEachInLanes } from './lanes.js';
import { createPartUrls } from './part-urls.js';
import { planParts, type PartRange } from './parts.js';
import { createProgress } from './progress.js';
import type { Completion, FileDeclaration, Grant, PartRecord } from './protocol.js';
import { sendPart, type PartServices } from './send-part.js';
import type { UploadEvent } from './state.js';

/** Files up to this size are hashed while the signer is asked, so that storage can check them itself. */
const HASH_AHEAD = 1024 * 1024;
/** How often the whole upload starts over because the signer found something missing. */
const MAX_ROUNDS = 3;

/** What one upload has reached; outlives pause and retry. */
export interface UploadSession {
  readonly file: File;
  grant: Grant | undefined;
  readonly confirmed: Map<number, PartRecord>;
}

/** What running needs besides the session. */
export interface RunServices extends PartServices {
  /** Connections, which is also how many parts of one file are sent at a time at most. */
  readonly connections: number;
  grant(file: FileDeclaration, signal: AbortSignal): Promise<Grant>;
  /** Resolves with the receipt. */
  complete(completion: Completion, signal: AbortSignal): Promise<string>;
}

/** What the rest of the engine learns while it runs. */
export type EmitUploadEvent = (event: UploadEvent) => void;

/** Runs until there is a receipt; rejects with an `UploadError` or the signal's reason. */
export async function runUpload(
  session: UploadSession,
  services: RunServices,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<string> {
  for (let round = 1; ; round += 1) {
    try {
      const parts = await sendParts(session, services, emit, signal);
      emit({ type: 'confirmed' });
      const token = session.grant?.token ?? '';
      return await services.complete({ token, parts }, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (round >= MAX_ROUNDS || !forget(session, error)) throw error;
      emit({ type: 'resend' });
    }
  }
}

/** Drops what the signer no longer honours. False if going round again would not help. */
function forget(session: UploadSession, error: unknown): boolean {
  if (!(error instanceof UploadError)) return false;
  // `corrupted` by the signer's word only: a part that storage itself keeps corrupting was tried often enough.
  const bySigner = error.code === 'corrupted' && session.confirmed.size > 0;
  if (error.code !== 'expired' && !bySigner) return false;
  if (error.code === 'expired') session.grant = undefined;
  session.confirmed.clear();
  return true;
}

async function sendParts(
  session: UploadSession,
  services: RunServices,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const { file, confirmed } = session;
  const early = hashAhead(session, services, signal);
  const { name, size, type } = file;
  const grant = (session.grant ??= await services.grant({ name, size, type }, signal));
  const progress = createProgress(size);
  for (const record of confirmed.values()) progress.confirmed(record.partNumber, record.size);

  const missing = plan(file, grant).filter(({ partNumber }) => !confirmed.has(partNumber));
  const { token, requests } = grant;
  const wanted = missing.map(({ partNumber }) => partNumber);
  const upload = { token, requests, missing: () => wanted.filter((it) => !confirmed.has(it)) };
  const urls = createPartUrls(upload, services, signal);

  const send = async (part: PartRange, stop: AbortSignal): Promise<void> => {
    const { partNumber, start, end } = part;
    const job = {
      partNumber,
      // A slice, never the File itself: Chromium reads a File in tiny pieces and takes up to twice as long.
      bytes: file.slice(start, end),
      urls,
      owner: session,
      md5: grant.partCount === 1 ? early : undefined,
      onStart: () => {
        emit({ type: 'granted' });
      },
      onProgress: (sent: number) => {
        emit({ type: 'progress', progress: progress.sent(partNumber, sent) });
      },
    };
    const record = await sendPart(job, services, stop);
    confirmed.set(partNumber, record);
    emit({ type: 'progress', progress: progress.confirmed(partNumber, record.size) });
  };
  // All parts may be confirmed already (a retry of the completion alone): the upload still has to be `uploading`.
  if (missing.length === 0) emit({ type: 'granted' });
  await forEachInLanes(missing, services.connections, send, signal);
  return [...confirmed.values()].sort((a, b) => a.partNumber - b.partNumber);
}

function plan(file: File, { partSize, partCount }: Grant): readonly PartRange[] {
  try {
    return planParts(file.size, partSize, partCount);
  } catch (cause) {
    throw new UploadError('signer-refused', (cause as Error).message, { cause });
  }
}

/** Hashes a small file while the signer is being asked. */
function hashAhead(
  { file, grant }: UploadSession,
  { hasher }: RunServices,
  signal: AbortSignal,
): Promise<string> | undefined {
  if (grant || file.size > HASH_AHEAD) return undefined;
  const md5 = hasher.md5(file, signal);
  md5.catch(() => undefined);
  return md5;
}
