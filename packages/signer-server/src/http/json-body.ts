/**
 * Reads a request's JSON: the right content type, never more than a megabyte, and a sentence for what is wrong with it.
 *
 * @module
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { formatBytes } from '../format.js';
import type { Connection } from '../limits/address.js';
import { parse } from '../parse.js';

/** A thousand completions with their tokens fit. */
export const MAX_BODY = 1024 * 1024;

/** Faults that are told at once; a body with more has one cause. */
const MAX_FAULTS = 3;

/** @throws SignerError `invalid-request` (400, 415) or `body-too-large`. */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  parsedBody?: Connection['parsedBody'],
): Promise<T> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // Only what a form cannot send: another origin's page then needs a preflight.
  if (type !== 'application/json') {
    throw new SignerError('invalid-request', 'Send JSON with Content-Type: application/json.', {
      status: 415,
    });
  }
  const value = parsedBody ? jsonIn(parsedBody.value) : parseJson(await readText(request));
  const parsed = parse(schema, value);
  if (parsed.success) return parsed.data;
  throw new SignerError('invalid-request', describeFaults(parsed.issues));
}

/** What another program made of the body. @throws SignerError `internal` if it kept nothing. */
function jsonIn(value: unknown): unknown {
  if (typeof value === 'string') return parseJson(value);
  if (value instanceof Uint8Array) return parseJson(new TextDecoder().decode(value));
  if (value !== undefined) return value;
  throw readBefore();
}

function readBefore(): SignerError {
  return new SignerError(
    'internal',
    'The body was read before the signer had it: mount the signer before what reads bodies, or leave what was read in request.body as express.json() does.',
    { told: 'The signer is mounted wrongly. Its log says how to put that right.' },
  );
}

/** @throws SignerError `body-too-large`, or `invalid-request` for what ends too early or is no UTF-8. */
async function readText(request: Request): Promise<string> {
  if (request.bodyUsed) throw readBefore();
  const declared = request.headers.get('content-length');
  if (Number(declared ?? 0) > MAX_BODY) throw tooLarge();
  // HTTP holds a body to its length, and read at once it costs a tenth of what a stream does.
  const reading = declared === null ? readStream(request) : request.arrayBuffer();
  const bytes = await reading.catch(brokenOff);
  if (bytes.byteLength > MAX_BODY) throw tooLarge();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SignerError('invalid-request', 'The body is not UTF-8.', { cause });
  }
}

/** Whoever hangs up in the middle is no failure of the signer's, and must not look like one in its log. */
function brokenOff(cause: unknown): never {
  if (cause instanceof SignerError) throw cause;
  throw new SignerError('invalid-request', 'The body broke off.', { cause });
}

/** Of a body that does not say how long it is; counts while it reads. */
async function readStream({ body }: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SignerError('invalid-request', 'The body is not JSON.', { cause });
  }
}

function tooLarge(): SignerError {
  return new SignerError(
    'body-too-large',
    `The body has more than ${formatBytes(MAX_BODY)}; send fewer uploads per call.`,
  );
}

/** `files[0].size: Invalid input: expected number, received string`. */
function describeFaults(issues: readonly z.core.$ZodIssue[]): string {
  const faults = issues
    .slice(0, MAX_FAULTS)
    .map((issue) => `${z.core.toDotPath(issue.path) || 'body'}: ${issue.message}`);
  return `The body is not what this call takes. ${faults.join('. ')}.`;
}
