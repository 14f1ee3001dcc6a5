/**
 * Deletes an object, with the segments of a large one.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { assertObjectName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { refusal } from './refusal.js';
import { z } from 'zod';

/** Milliseconds for the segments; measured: 5.9 s for the 1000 that there are at most. */
const SEGMENTS_TIMEOUT = 300_000;

/** Answered 200 whatever happens; how it went is in the body. */
const report = z.object({
  'Response Status': z.string(),
  Errors: z.array(z.tuple([z.string(), z.string()])),
});

/**
 * @param keepSegments - leaves them to other manifests that name them.
 * @returns whether there was one.
 */
export async function deleteOne(
  context: ClientContext,
  container: string,
  name: string,
  signal: AbortSignal,
  { keepSegments = false }: { readonly keepSegments?: boolean } = {},
): Promise<boolean> {
  assertObjectName(name);
  const path = [container, name];
  const doing = `delete ${JSON.stringify(name)}`;
  const accept = [200, 202, 204, 404];
  const head = await context.ask({ method: 'HEAD', path, doing, accept }, signal);
  if (head.status === 404) return false;
  if (keepSegments || !head.headers.has('x-static-large-object')) {
    const answer = await context.ask({ method: 'DELETE', path, doing, accept }, signal);
    return answer.status !== 404;
  }
  const answer = await context.ask(
    {
      method: 'DELETE',
      path,
      query: { 'multipart-manifest': 'delete' },
      headers: { accept: 'application/json' },
      doing: `${doing} and its segments`,
      timeout: SEGMENTS_TIMEOUT,
    },
    signal,
  );
  const { 'Response Status': status, Errors: errors } = readReport(answer.body, doing);
  if (status.startsWith('200')) return true;
  const [first] = errors;
  if (!first) throw refusal({ ...answer, status: Number.parseInt(status) }, doing);
  throw new SignerError('conflict', `Storage could not delete all segments: ${first.join(', ')}.`);
}

function readReport(body: string, doing: string): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(body));
  } catch (cause) {
    const message = `Storage failed to ${doing}: it did not say how that went.`;
    throw new SignerError('storage-unavailable', message, { cause });
  }
}
