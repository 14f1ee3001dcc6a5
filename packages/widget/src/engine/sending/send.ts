/**
 * Everything that sends, put together. A chunk of its own: the list of uploads is there from the start, this comes with
 * the first file.
 *
 * @module
 */
import { createServerClock } from '../calls/clock.js';
import { delegatingSigner } from '../calls/delegating-signer.js';
import { asUploadError } from '../errors.js';
import { createHasher } from '../hashing/hasher.js';
import { createLanes } from '../flow/lanes.js';
import { openFile } from '../resume/open-file.js';
import type { Hasher, Signer, Transport } from '../ports.js';
import type { Integrity } from '../protocol.js';
import { xhrTransport } from './put-blob.js';
import type { TransportLimits } from './put-watch.js';
import { defaultRetryPolicy, type RetryPolicy } from '../flow/retry.js';
import { runUpload, type EmitUploadEvent } from './run-upload.js';
import type { UploadSession } from '../session.js';
import { createSignerCalls } from '../calls/signer-calls.js';

export { createFetchSigner } from '../calls/signer-fetch.js';

/** What sending needs from outside; what is left out is the real thing. */
export interface SendOptions {
  readonly signer: Signer | (() => Signer);
  readonly transport?: Transport | undefined;
  /** One that is passed in is not closed. */
  readonly hasher?: Hasher | undefined;
  /** Requests to storage at a time, for all files together. */
  readonly connections: number;
  readonly retry?: RetryPolicy | undefined;
  readonly limits?: TransportLimits | undefined;
  readonly remember: (session: UploadSession) => void;
}

/** Sends uploads that share connections, workers and calls to the signer. */
export interface Sender {
  /** Runs until there is a receipt; rejects with an `UploadError` or the signal's reason. */
  send(session: UploadSession, emit: EmitUploadEvent, signal: AbortSignal): Promise<string>;
  /** Has the parts of an unfinished upload deleted, in the background. */
  readonly abandon: (token: string) => void;
  /** Whether the signer still takes this token; also true where it cannot be asked. */
  isHonoured(token: string): Promise<boolean>;
  /** Lets go of the workers. */
  close(): void;
}

/** Milliseconds that the question may take: what an earlier visit left is shown when it is answered. */
const HONOURED_LIMIT = 10_000;

/** See {@linkcode Sender}. */
export function createSender(options: SendOptions): Sender {
  const { connections, retry = defaultRetryPolicy, remember } = options;
  const signer =
    typeof options.signer === 'function' ? delegatingSigner(options.signer) : options.signer;
  const clock = createServerClock();
  const calls = createSignerCalls(signer, clock, retry);
  const hasher = options.hasher ?? createHasher();
  const expected: { integrity: Integrity } = { integrity: 'md5-etag' };
  const services = {
    signer,
    transport: options.transport ?? xhrTransport(options.limits),
    hasher,
    lanes: createLanes(connections),
    clock,
    retry,
    connections,
    remember,
    expected,
    heard: { storage: false },
    ...calls,
  };
  return {
    async send(session, emit, signal) {
      session.file ??= await openFile(session);
      return runUpload(session, session.file, services, emit, signal);
    },
    abandon: calls.abandon,
    isHonoured: (token) =>
      signer.status(token, AbortSignal.timeout(HONOURED_LIMIT)).then(
        () => true,
        (error: unknown) => asUploadError(error).code !== 'expired',
      ),
    close() {
      if (!options.hasher) hasher.close();
    },
  };
}
