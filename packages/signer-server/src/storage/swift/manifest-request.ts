/**
 * The PUT of an SLO manifest, and what Swift says about single parts when it refuses one. Swift looks at every part
 * itself before it writes anything (measured: 1000 parts in 1.8 s).
 *
 * @module
 */
import { hash } from '#runtime';
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { parseJson } from '../../parse.js';
import { attachment } from '../../names/file-name.js';
import { contentName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { encodePath } from '../../names/object-name.js';
import { partFaultError } from '../part-faults.js';
import type { PartFault } from '../part-faults.js';
import { PART_MARGIN } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { Upload } from '../storage.js';
import { DEFAULT_TIMEOUT, swiftRefusal } from './http.js';
import type { SwiftAnswer } from './http.js';
import type { TokenContainer } from './object.js';
import type { Segment } from './segments.js';

/** Milliseconds per part; measured: 1.8 without a network between the servers. */
const SLOWEST_CHECK = 60;

/** The ETag that Swift gives a manifest: the MD5 of the parts' MD5s in hex, put together. */
export function manifestEtag(parts: readonly PartRecord[]): string {
  return hash('md5', parts.map(({ etag }) => etag).join(''), 'hex');
}

/**
 * Writes the manifest with an expiry: as long as it carries one, the upload is not finished, and if the signer dies
 * now, the manifest vanishes with its parts.
 *
 * @returns false if the final name is taken.
 * @throws SignerError `part-missing`, `size-mismatch` or `hash-mismatch` that names the parts.
 */
export async function putManifest(
  container: TokenContainer,
  upload: Upload,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<boolean> {
  const etag = manifestEtag(segments);
  const answer = await container.ask(
    encodePath(`/${container.container}/${contentName(upload, etag)}`),
    'multipart-manifest=put',
    {
      method: 'PUT',
      headers: {
        accept: 'application/json',
        'if-none-match': '*',
        etag,
        'content-type': typeToStore(upload),
        'content-disposition': attachment(upload.name),
        'x-delete-at': String(upload.expiresAt + PART_MARGIN),
      },
      body: JSON.stringify(segments.map((segment) => entryOf(container, segment))),
      timeout: DEFAULT_TIMEOUT + segments.length * SLOWEST_CHECK,
    },
    signal,
  );
  if (answer.status === 201) return true;
  // 202: there was nothing when it was asked, and something newer when it was to be written.
  if (answer.status === 412 || answer.status === 202) return false;
  throw refusal(answer, segments);
}

/** The path is decoded: `%2F` is refused (measured). */
function entryOf({ container }: TokenContainer, { name, etag, size }: Segment): object {
  return { path: `/${container}/${name}`, etag, size_bytes: size };
}

const errorsBody = z.object({ Errors: z.array(z.tuple([z.string(), z.string()])).min(1) });

/** `{"Errors": [["/c/parts/…/00000002", "Etag Mismatch"], …]}`, and whatever else storage may answer. */
function refusal(answer: SwiftAnswer, segments: readonly Segment[]): SignerError {
  const errors = answer.status === 400 ? (parseJson(errorsBody, answer.body)?.Errors ?? []) : [];
  const faults = new Map<number, PartFault>();
  for (const [path, reason] of errors) {
    const partNumber = segments.find(({ name }) => path.endsWith(`/${name}`))?.partNumber;
    const fault = faultOf(reason);
    if (partNumber === undefined || fault === undefined) return otherRefusal(answer, reason);
    // A part of another size has another hash too: the first one says more.
    if (!faults.has(partNumber)) faults.set(partNumber, fault);
  }
  return faults.size > 0
    ? partFaultError(faults, answer.transactionId)
    : swiftRefusal(answer, 'put the parts together');
}

function faultOf(reason: string): PartFault | undefined {
  if (reason.startsWith('404')) return 'missing';
  if (/size mismatch/i.test(reason)) return 'size';
  return /etag mismatch/i.test(reason) ? 'hash' : undefined;
}

/** Storage could not look at a part, e.g. `503 Service Unavailable`. */
function otherRefusal({ transactionId }: SwiftAnswer, reason: string): SignerError {
  return new SignerError(
    /^5/.test(reason) ? 'storage-unavailable' : 'storage-refused',
    `Storage could not put the parts together: ${reason.replace(/\.$/, '')}.`,
    transactionId === undefined ? {} : { transactionId },
  );
}
