/**
 * Reads a request's JSON: the right content type, never more than a megabyte, and a sentence for what is wrong with it.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from './errors.js';
import { formatBytes } from './format.js';

/** A thousand completions with their tokens fit. */
export const MAX_BODY = 1024 * 1024;

/** Faults that are told at once; a body with more has one cause. */
const MAX_FAULTS = 3;

/** @throws SignerError `invalid-request` (400, 415) or `body-too-large`. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // Only what a form cannot send: another origin's page then needs a preflight.
  if (type !== 'application/json') {
    throw new SignerError('invalid-request', 'Send JSON with Content-Type: application/json.', {
      status: 415,
    });
  }
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (parsed.success) return parsed.data;
  throw new SignerError('invalid-request', describeFaults(parsed.error));
}

/** Counts while it reads: `Content-Length` may lie or be absent. */
async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MAX_BODY) throw tooLarge();
  if (!request.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return decoder.decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new SignerError('invalid-request', 'The body is not UTF-8.', { cause });
  }
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
function describeFaults(error: z.ZodError): string {
  const faults = error.issues
    .slice(0, MAX_FAULTS)
    .map((issue) => `${z.core.toDotPath(issue.path) || 'body'}: ${issue.message}`);
  return `The body is not what this call takes. ${faults.join('. ')}.`;
}
