/**
 * One file's way from grant to receipt. Starting, resuming and retrying are the same call: what the session already
 * holds (a grant, confirmed parts) is skipped.
 *
 * @module
 */
import { checkReceipt } from './check-receipt.js';
import { cut } from './cut.js';
import { UploadError } from '../errors.js';
import { forEachInLanes } from '../flow/lanes.js';
import { hashFor } from './part-hash.js';
import { createPartUrls } from './part-urls.js';
import { planParts, type PartRange } from './parts.js';
import { createProgress, type ProgressCounter } from './progress.js';
import type { Grant, Integrity, PartRecord } from '../protocol.js';
import type { SignerCalls } from '../calls/signer-calls.js';
import { reconcile } from './reconcile.js';
import { sendPart, type PartJob, type PartServices } from './send-part.js';
import { watchStandstill, type Standstill } from './watch-standstill.js';
import type { UploadSession } from '../session.js';
import type { UploadEvent } from '../state.js';

/** Files up to this size are hashed while the signer is asked, so that storage can check them itself. */
const HASH_AHEAD = 1024 * 1024;
const KNOWN: readonly Integrity[] = ['md5-etag', 'crc64nvme'];
/** How often the whole upload starts over because the signer found something missing. */
const MAX_ROUNDS = 3;

/** What running needs besides the session. */
export interface RunServices extends Omit<PartServices, 'integrity'> {
  /** What the last grant said, and so most likely the next one: which hash to begin with. */
  readonly expected: { integrity: Integrity };
  /** Connections, which is also how many parts of one file are sent at a time at most. */
  readonly connections: number;
  readonly grant: SignerCalls['grant'];
  /** The upload has begun: it may be wanted after a reload. */
  readonly remember: (session: UploadSession) => void;
  readonly complete: SignerCalls['complete'];
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
      const ahead = hashAhead(session, file, services, signal);
      const grant = (session.grant ??= await begin({ session, file }, services, emit, signal));
      const { integrity } = grant;
      const hash = ahead?.integrity === integrity ? ahead.hash : undefined;
      const at = { ...services, integrity };
      const parts = await sendParts({ session, grant, file, hash }, at, emit, signal);
      emit({ type: 'confirmed' });
      const { token } = grant;
      const receipt = await services.complete({ token, parts }, signal, tellsRetrying(emit));
      await checkReceipt(receipt, parts, at, signal);
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

const tellsRetrying =
  (emit: EmitUploadEvent) =>
  (error: UploadError): void => {
    emit({ type: 'retrying', error });
  };

async function begin(
  { session, file: { name, size, type } }: Pick<GrantedUpload, 'session' | 'file'>,
  services: RunServices,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<Grant> {
  const grant = await services.grant({ name, size, type }, signal, tellsRetrying(emit));
  emit({ type: 'answered' });
  if (!KNOWN.includes(grant.integrity)) {
    const message = `The upload service verifies in a way (${grant.integrity}) that this page does not know.`;
    throw new UploadError('signer-refused', message);
  }
  services.expected.integrity = grant.integrity;
  session.until = Date.now() + Date.parse(grant.expiresAt) - services.clock.now();
  services.remember({ ...session, grant });
  return grant;
}

interface GrantedUpload {
  readonly session: UploadSession;
  readonly grant: Grant;
  readonly file: File;
  /** The whole file's hash, if it is being computed already. */
  readonly hash: Promise<string> | undefined;
}

async function sendParts(
  { session, grant, file, hash }: GrantedUpload,
  services: PartServices & Pick<RunServices, 'connections'>,
  emit: EmitUploadEvent,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const { confirmed } = session;
  const { token, requests } = grant;
  const plan = planOf(file, grant);
  const progress = createProgress(file.size);
  const standstill = watchStandstill(tellsRetrying(emit), services.retry.tellAfter);
  const tell = ({ partNumber, size }: PartRecord): void => {
    standstill.ended(partNumber);
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
      bytes: cut(file, start, end),
      urls,
      owner: session,
      hash: grant.partCount === 1 ? hash : undefined,
      ...watchPart(partNumber, standstill, progress, emit),
    };
    const record = await sendPart(job, services, stop);
    confirmed.set(partNumber, record);
    tell(record);
  };
  const rest = plan.filter(({ partNumber }) => !confirmed.has(partNumber));
  // All parts may be confirmed already (a retry of the completion alone): the upload still has to be `uploading`.
  if (rest.length === 0) emit({ type: 'granted' });
  await forEachInLanes(rest, services.connections, send, signal).finally(standstill.over);
  return [...confirmed.values()].sort((a, b) => a.partNumber - b.partNumber);
}

function watchPart(
  partNumber: number,
  standstill: Standstill,
  progress: ProgressCounter,
  emit: EmitUploadEvent,
): Pick<PartJob, 'onStart' | 'onProgress' | 'onQuiet' | 'onFailure'> {
  return {
    onStart: () => {
      standstill.began(partNumber);
      emit({ type: 'granted' });
    },
    onProgress: (sent) => {
      standstill.moved(partNumber);
      emit({ type: 'progress', progress: progress.sent(partNumber, sent) });
    },
    onQuiet: () => {
      standstill.quiet(partNumber);
    },
    onFailure: standstill.failed,
  };
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
  { hasher, expected: { integrity } }: RunServices,
  signal: AbortSignal,
): { readonly integrity: Integrity; readonly hash: Promise<string> } | undefined {
  if (grant || file.size > HASH_AHEAD) return undefined;
  const hash = hashFor(hasher, integrity)(file, signal);
  // Met where it is awaited; until then a failure must not count as unhandled.
  hash.catch(() => undefined);
  return { integrity, hash };
}
